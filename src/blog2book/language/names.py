"""Language tags (BCP 47): read what blogs say, give what books may say."""

import re

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>(?:-[a-z]{3}){0,3})(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<extensions>(?:-[a-wyz0-9](?:-[a-z0-9]{2,8})+)*)(?P<private>(?:-x(?:-[a-z0-9]{1,8})+)?)"
)
"""RFC 5646, section 2.1, without grandfathered tags and without a bare private use tag."""

_NOT_VARIANTS = frozenset({"formal", "informal"})
"""WordPress calls its formal German `de_DE_formal`; no such variant is registered."""


def normalise(tag: str) -> str:
    """Return `tag` as a well-formed BCP 47 tag ("en_gb" gives "en-GB"), "" if it is none.

    A POSIX locale ("de_DE.UTF-8", "sr@latin") loses its charset and modifier.
    """
    plain = re.split(r"[.@]", tag.strip(), maxsplit=1)[0].replace("_", "-").lower()
    match = _TAG.fullmatch(plain)
    if match is None:
        return ""
    region = {"uk": "gb"}.get(match["region"] or "", match["region"] or "").upper()
    variants = [one for one in match["variants"].split("-") if one and one not in _NOT_VARIANTS]
    parts = [
        match["language"] + match["extended"],
        (match["script"] or "").title(),
        region,
        *dict.fromkeys(variants),
    ]
    return "-".join(part for part in parts if part) + match["extensions"] + match["private"]


def known_language(tag: str) -> str:
    """Return a BCP 47 tag in its right spelling ("en_gb" gives "en-GB"). Raises ValueError."""
    known = normalise(tag)
    if tag and not known:
        raise ValueError(f"{tag!r} is no language tag; write en, en-GB, de or fr")
    return known
