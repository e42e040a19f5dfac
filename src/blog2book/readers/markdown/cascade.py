"""What a folder says for all texts below it: Jekyll's defaults, Eleventy's data, Hugo's cascade.

Pelican's settings say it for all.
"""

import posixpath
from collections.abc import Iterator
from functools import lru_cache

from blog2book.readers.markdown.fields import table_of, text_of, truth_of
from blog2book.readers.markdown.front import Field, Fields, FrontError, front, settings
from blog2book.readers.markdown.site import Generator, Site

_PAIR = 2


class Cascade:
    """The fields that the texts of a site have by their place."""

    def __init__(self, site: Site) -> None:
        self._site = site
        self._names = frozenset(site.names)
        self._of_folder = lru_cache(maxsize=4096)(self._read_folder)

    def over(self, name: str, own: Fields) -> Fields:
        """Return the fields of a text with those of its folders below them; its own win."""
        fields: Fields = {}
        for level in self._levels(name):
            _lay(fields, level)
        _lay(fields, own)
        return fields

    def _levels(self, name: str) -> Iterator[Fields]:
        """Yield what folders say, outermost first."""
        site = self._site
        if site.generator is Generator.JEKYLL:
            yield from self._defaults(name)
        elif site.generator is Generator.PELICAN:
            yield self._metadata()
        elif site.generator in {Generator.HUGO, Generator.ZOLA, Generator.ELEVENTY}:
            parts = name.split("/")[:-1]
            for depth in range(len(parts)):
                yield self._of_folder("/".join(parts[: depth + 1]))
        if site.generator is Generator.ELEVENTY:
            stem = posixpath.splitext(name)[0]
            yield from (self._data(f"{stem}{end}") for end in (".json", ".11tydata.json"))

    def _defaults(self, name: str) -> Iterator[Fields]:
        """Yield Jekyll's defaults for a file, the widest first."""
        defaults = self._site.config.get("defaults")
        found: list[tuple[int, Fields]] = []
        for one in defaults if isinstance(defaults, list) else ():
            table: Fields = one if isinstance(one, dict) else {}
            scope, values = table_of(table, "scope"), table_of(table, "values")
            path = text_of(scope, "path").strip("/")
            kind = text_of(scope, "type")
            fits = not path or name == path or name.startswith(f"{path}/")
            of_kind = kind in {"", _collection(name)}
            if fits and of_kind and values:
                found.append((len(path) + bool(kind), dict(values)))
        yield from (values for _width, values in sorted(found, key=lambda pair: pair[0]))

    def _metadata(self) -> Fields:
        """Return what Pelican's settings say for all texts, as a table or as pairs."""
        value = self._site.config.get("default_metadata", {})
        if isinstance(value, dict):
            return value
        pairs = [one for one in value if isinstance(one, list) and len(one) == _PAIR]
        return {str(name).lower(): told for name, told in pairs}

    def _read_folder(self, folder: str) -> Fields:
        """Return what a folder says for its texts."""
        if self._site.generator is Generator.ELEVENTY:
            own = posixpath.basename(folder)
            fields: Fields = {}
            for name in (f"{own}.json", f"{own}.11tydata.json"):
                _lay(fields, self._data(f"{folder}/{name}"))
            return fields
        name = f"{folder}/_index.md"
        if name not in self._names:
            return {}
        fields = front(self._site.text(name)).fields
        if self._site.generator is Generator.ZOLA:
            return {"draft": "true"} if truth_of(fields, "draft") else {}
        cascade = fields.get("cascade")
        tables: list[Field] = cascade if isinstance(cascade, list) else [cascade or {}]
        laid: Fields = {}
        for table in tables:
            if isinstance(table, dict) and not table.keys() & {"_target", "target"}:
                _lay(laid, {**table_of(table, "params"), **table})
        return laid

    def _data(self, name: str) -> Fields:
        """Return the data in a file of Eleventy's, nothing if there is none or it is broken."""
        if name not in self._names:
            return {}
        try:
            return settings(self._site.text(name), "json")
        except FrontError:
            return {}


def _lay(below: Fields, above: Fields) -> None:
    """Lay fields over others; lists of tags are joined, as Eleventy does."""
    for key, value in above.items():
        known = below.get(key)
        if key == "tags" and isinstance(known, list) and isinstance(value, list):
            below[key] = [*known, *value]
        else:
            below[key] = value


def _collection(name: str) -> str:
    """Return the name by which Jekyll's defaults call what a file is."""
    if "_posts/" in name:
        return "posts"
    if "_drafts/" in name:
        return "drafts"
    return name[1:].partition("/")[0] if name.startswith("_") else "pages"
