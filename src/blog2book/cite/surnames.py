"""By what a short note calls an author: a person by the surname (CMOS 14), all others in full.

Precision first: whoever might be no person, or might have another surname, keeps the whole name.
"""

import re


def _words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


_NAME = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:['’-][^\W\d_]+)*"
_INITIALS = r"(?:[^\W\d_]\.[ -]?)"
_PERSON = re.compile(rf"(?P<given>(?:{_NAME} |{_INITIALS}){_INITIALS}*)(?P<surname>{_NAME})")
"""A given name or initials, initials, and one name more: of three whole names nobody knows."""
_TURNED = re.compile(rf"(?P<surname>{_NAME}), (?P<given>(?:{_NAME}(?: |$)|{_INITIALS})+)")
_LATIN = re.compile(r"[\x00-\u024f\u2019]+")
_MARK = re.compile(r"\b[A-Z]{2,}|(?<!\bMc)(?<!\bMac)(?<!\bD[ei])(?<!\bL[ae])(?<=[a-z])[A-Z]")
"""Letters, or words in one: "BBC", "DevBlog"; but "McAdam" and "DiCaprio" are names."""
_GROUPS = _words(
    "academy action agency airways alliance amnesty army association bank blog board books "
    "brothers bureau care centre center channel church city club college commission committee "
    "community company corp corporation council county court daily data department desk digital "
    "editor editorial editors evening express federation forum foundation gazette government "
    "group guardian health herald history hospital inc independent institute international "
    "journal lab labs legal library limited llc ltd magazine mail media ministry mirror morning "
    "museum national network news newspaper office online organisation organization party "
    "police post press project publishing radio records report reporter research review royal "
    "school science service services social society software staff standard star station studio "
    "studios sun sunday systems team technica telegraph television times today tribune trust tv "
    "uk union united university usa watch weekly world"
)
"""Words that people have in no name, or hardly: newspapers, offices and firms do."""
_TURNING = frozenset({"hu", "ja", "ko", "vi", "zh"})
"""Languages in which the surname stands first."""
_FIRST = _words(
    "chen huang kim lin liu mao nguyen nguyễn park sun tran trần wang wu xi yang zhang zhao al "
    "an ben bin da das de del den der di die dr el het ibn il la las le les lo los mr mrs ms "
    "prof saint san sir st the une van von"
)
"""Surnames that mostly stand first; articles, particles and titles, which are no given names."""


def called(author: str, language: str) -> str:
    """Return an author's surname, or the whole name where it may be none of a person."""
    parts = parted(author, language)
    return parts[0] if parts else author


def parted(author: str, language: str) -> tuple[str, str] | None:
    """Return the surname and the given names of an author, None where it may be no person.

    `language` is the book's: in some all names begin with the surname.
    """
    if language.partition("-")[0] in _TURNING:
        return None
    match = _PERSON.fullmatch(author) or _TURNED.fullmatch(author)
    words = re.findall(r"[^\W\d_]+", author.casefold())
    is_group = _MARK.search(author) or not _GROUPS.isdisjoint(words)
    if match is None or not _LATIN.fullmatch(author) or is_group or words[0] in _FIRST:
        return None
    return match["surname"], match["given"].strip()
