"""Keys of posts: never made from a position, unique in an archive.

The rule stands in ARCHITECTURE.md: the blog's host with the platform's own id, else the permalink,
else an id that is no number, else the date with a digest. A key that reveals words (a permalink)
is never given to a secret post.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from blog2book.model.archive import SECRET, Status

_TAIL = 12
BEGINNING = 200
"""Signs of a text by which an item without a title is known."""


def digest(*texts: str) -> str:
    """Return the SHA-256 of texts, in hex."""
    return sha256("\0".join(texts).encode("utf-8", "replace")).hexdigest()


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """An item that asks for a key, and what it can be known by: "" or None where that is missing.

    `sign` tells versions of one item from different items (its address and date); `edited` orders
    versions, as text, so that what is not known comes first. `beginning` is that of the text, up to
    BEGINNING signs: all claims stand in memory while the texts are cleaned one by one.
    """

    host: str
    identity: str
    permalink: str
    day: date | None
    title: str
    beginning: str
    status: Status
    digest: str
    file: str
    sign: str
    edited: str


def key(claim: Claim) -> str:
    """Return the key that an item asks for."""
    if claim.host and claim.identity:
        return f"{claim.host}/{claim.identity}"
    if claim.status not in SECRET:
        if claim.permalink:
            return claim.permalink
        if claim.identity and not claim.identity.isdecimal():  # two blogs' numbers are the same
            return claim.identity
    told = digest(claim.title or claim.beginning)[:_TAIL]
    return f"{claim.day.isoformat() if claim.day else 'undated'}-{told}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Grant:
    """The answer to a claim: a key, or "" and the reason why the item is not a post of its own.

    `shared` is True where the key had to be made longer.
    """

    key: str
    reason: str = ""
    shared: bool = False


TWICE = "the same post stands in the archive twice"
EARLIER = "an earlier version of a post"


def settle(claims: Sequence[Claim]) -> list[Grant]:
    """Answer all claims, in their order, so that no two items have one key.

    Items with one key and one text are one. In another file, the version that was edited later is
    kept. Of what is left the published one, else the first, keeps the key; each other gets a
    digest of its text added.
    """
    grants = [Grant(key=key(claim)) for claim in claims]
    groups: dict[str, list[int]] = {}
    for index, grant in enumerate(grants):
        groups.setdefault(grant.key, []).append(index)
    for name, members in groups.items():
        if len(members) > 1:
            for index, grant in _shared(name, claims, members).items():
                grants[index] = grant
    return grants


def _shared(name: str, claims: Sequence[Claim], members: Sequence[int]) -> dict[int, Grant]:
    """Return the grants of those members of a group that do not simply keep their key."""
    grants: dict[int, Grant] = {}
    texts: dict[str, int] = {}
    # Published ones first, so that of two equal texts the one that was public is kept.
    ranked = sorted(
        members, key=lambda index: (claims[index].status is not Status.PUBLISHED, index)
    )
    for index in ranked:
        if claims[index].digest in texts:
            grants[index] = Grant(key="", reason=TWICE)
        else:
            texts[claims[index].digest] = index
    left = [index for index in ranked if index not in grants]
    versions: dict[str, int] = {}
    for index in sorted(left):
        sign = claims[index].sign
        known = versions.get(sign)
        if known is None:
            versions[sign] = index
        elif claims[known].file != claims[index].file:
            older, newer = known, index
            if claims[known].edited > claims[index].edited:
                older, newer = index, known
            grants[older] = Grant(key="", reason=EARLIER)
            versions[sign] = newer
    left = [index for index in left if index not in grants]
    for index in left[1:]:
        longer = f"{name}~{claims[index].digest[:_TAIL]}"
        grants[index] = Grant(key=longer, shared=True)
    return grants
