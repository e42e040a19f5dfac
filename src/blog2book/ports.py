"""What the world looks like to a stage, and what a reader must be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date as day
from datetime import datetime
from enum import IntEnum
from pathlib import Path
from typing import Protocol

from blog2book.events import Report
from blog2book.model.archive import Archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The web, for those who may ask it, and how it is asked.

    `today` is the day that is written beside what is fetched. `pause` is the time in seconds
    between two requests to one host, `deadline` the seconds that a whole answer may take. `wayback`
    is where the Wayback Machine stands. Tests alone set `hosts`, the addresses of names that no DNS
    knows, and `loopback`, which lets these names (no others) lead to this machine.
    """

    today: day
    loopback: bool = False
    pause: float = 0.2
    deadline: float = 60
    wayback: str = "https://web.archive.org"
    hosts: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The world, handed in: nobody reads a clock, a network or a folder that is not here.

    `workdir` is a folder of this run's own, thrown away at its end; `cache` a folder that is kept
    (see blog2book.cache); `timezone` the IANA name that the user gave, or "", which wins over what
    the archive says; `date` is SOURCE_DATE_EPOCH, if set; `today` the day of the build (without it
    no date lies in the future); `jobs` how many processes lay out pages, None for as many as
    suit the machine, 0 for no other than this one; `fonts` the folder of instanced fonts where
    that is kept and `cache` is not. Without `network` nothing opens a socket; only `fetch` and
    `sources --check` have one.
    """

    report: Report
    workdir: Path
    cache: Path
    timezone: str = ""
    date: datetime | None = None
    today: day | None = None
    jobs: int | None = None
    fonts: Path | None = None
    network: Network | None = None


class Confidence(IntEnum):
    """How sure a reader is. The surest reads; POSSIBLE is a last resort."""

    NO = 0
    POSSIBLE = 1
    LIKELY = 2
    CERTAIN = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """What a reader sees before it is chosen: never the name's suffix, only content.

    `path` is a file or folder (zip and gzip are unpacked before); `head` the first 64 KiB of a
    file, b"" for a folder; `members` the relative names inside a folder, with "/", sorted.
    """

    path: Path
    head: bytes
    members: tuple[str, ...]


class Reader(Protocol):
    """Knows one export format and nothing of books. The one plug-in that is code.

    `name` is what --reader calls it, `reads` how a person calls the format: "a WordPress export
    (WXR)". Of the archive that it returns, the rest of the house believes, and never checks:

    - Bodies went through `markup.clean`, or `markup.paragraphs` for plain text. Titles, names and
      labels are plain text without entities. An e-mail address is no name.
    - Keys are what `readers.keys` settles for the archive's claims, never made of a position, and
      a secret post's key, permalink and aliases tell nothing of its words.
    - Posts run oldest first: a file that runs backwards is turned round. The collector sorts by
      time, and keeps this order where times are equal.
    - Moments are by the blog's own clock: aware where its zone is known, else naive as stored.
    - `items` is posts + comments + the counts of all leftovers, so that whatever the files hold
      is kept or is accounted for with its reason.
    - Each post, comment and asset has one Origin, and `files` one for each file that was read.
    - What a person must know is a Notice with a stable code; that the read is alive is said by
      `StageStarted` and `StageAdvanced`, once an archive for "reading" (records, no total) and for
      "cleaning" (posts, with a total), as readers.progress does.
    """

    name: str
    reads: str

    def recognises(self, sample: Sample) -> Confidence:
        """Say how surely `sample` is this reader's format. Must not raise."""
        ...

    def read(self, source: Path, context: Context) -> Archive:
        """Read the file or folder as a stream. A bad post costs at most itself, with a Notice.

        Raises ArchiveError where nothing can be read.
        """
        ...
