"""Ask whether cited pages still answer: many servers side by side, each asked one by one."""

import asyncio
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from hashlib import sha256
from pathlib import Path

from blog2book.addresses import host, normalise, short
from blog2book.errors import WriteError
from blog2book.events import Notice, StageAdvanced, StageStarted
from blog2book.fetch.client import Client
from blog2book.fetch.servers import side_by_side
from blog2book.fetch.trouble import ForbiddenPlaceError, NoRoomError, NotBroughtError
from blog2book.model.checked import Checked, State, read_checked
from blog2book.model.lines import end_cut_line
from blog2book.ports import Context, Network

_MOST_AT_ONCE = 8
"""Pages for which their own servers are asked."""

_ROOM = 1_000_000_000
"""Bytes of robots.txt, which alone are read."""

_STAGE = "checking"


def check(
    pages: Mapping[str, date], file: Path, context: Context, *, seconds: float
) -> Mapping[str, int]:
    """Ask for pages, by address with the day of the post, and add to `file` what came of each.

    Asks at most `seconds` long; what the file knows is not asked for. Returns how many pages came
    to each state in this run, and how many had "failed" this time, were "known" before and are
    "left"; "offline" is 1 where no server could be reached, the Wayback Machine neither. Each that
    failed is a Notice "source-not-checked". Raises WriteError, and ValueError where the context has
    no network.
    """
    if context.network is None:
        raise ValueError("this run may open no socket")
    try:
        known = {one.url for one in read_checked(file if file.exists() else None)}
        with file.open("ab+") as record:
            end_cut_line(record)
    except OSError as error:
        raise WriteError(f"{file} cannot be written: {error.strerror}.") from error
    asked = {address: pages[address] for address in _in_order(pages, known, context.network.today)}
    context.report(StageStarted(stage=_STAGE, total=len(asked)))
    run = _Run(file, context, context.network)
    try:
        if asked:
            asyncio.run(run.all(asked, seconds=seconds))
    finally:
        if file.stat().st_size == 0:  # it would be read, and told, in each later run
            file.unlink()
    counts = {**run.counts, "known": len(pages) - len(asked), "left": len(asked) - run.done}
    return {name: count for name, count in counts.items() if count}


def _in_order(pages: Iterable[str], known: Collection[str], today: date) -> list[str]:
    """Return what is not known; in a later run in another order, so that others come first."""
    asked = [address for address in pages if address not in known]
    if not known:
        return asked
    return sorted(asked, key=lambda one: sha256(f"{today} {len(known)} {one!r}".encode()).digest())


class _Run:
    """One run: what came of each page is written down at once."""

    def __init__(self, file: Path, context: Context, network: Network) -> None:
        self.done = 0
        self.counts = Counter[str]()
        self._file = file
        self._report = context.report
        self._network = network
        self._at_once = asyncio.Semaphore(_MOST_AT_ONCE)
        self._silent: set[str] = set()

    async def all(self, pages: Mapping[str, date], *, seconds: float) -> None:
        """Ask for pages until all are asked for, or the time is over."""
        queues: dict[str, list[str]] = {}
        for address in pages:
            queues.setdefault(host(address), []).append(address)
        client = Client(
            self._network, _ROOM, "sees whether a book's sources still answer", "text/html,*/*"
        )
        async with client:
            work = (self._host(queue, pages, client) for queue in queues.values())
            try:
                await side_by_side(work, seconds)
            finally:
                self.counts["offline"] = int(client.is_offline)

    async def _host(self, queue: Iterable[str], pages: Mapping[str, date], client: Client) -> None:
        for address in queue:
            try:
                found = await self._asked(address, pages[address], client)
            except (NotBroughtError, NoRoomError) as error:
                self.counts["failed"] += 1
                self._report(
                    Notice(
                        code="source-not-checked",
                        message=f"Nobody knows whether {short(address)} still answers: "
                        f"{error.reason}",
                        hint="The same command asks again",
                    )
                )
            else:
                self.counts[found.state] += 1
                self._write_down(found)
            self.done += 1
            self._report(StageAdvanced(stage=_STAGE, done=self.done))

    async def _asked(self, address: str, day: date, client: Client) -> Checked:
        """Return what came of asking for a page. Raises NotBroughtError where that may pass."""
        today = self._network.today.isoformat()
        try:
            async with self._at_once:
                at = await client.look(address)
        except ForbiddenPlaceError as error:  # which is told to nobody else
            if not error.always:
                raise
            return Checked(url=address, state=State.UNKNOWN, day=today, reason=error.reason)
        except NotBroughtError as error:
            if error.unreachable:
                self._silent.add(host(address))
            if not (error.gone or host(address) in self._silent):
                raise
            copy = await self._copy(address, day, client)
            state = State.ARCHIVED if copy else State.GONE
            return Checked(url=address, state=state, day=today, address=copy, reason=error.reason)
        if normalise(at) == normalise(address):
            return Checked(url=address, state=State.LIVE, day=today)
        return Checked(url=address, state=State.MOVED, day=today, address=at)

    async def _copy(self, address: str, day: date, client: Client) -> str:
        """Return the address of the Wayback Machine's copy nearest to a day, "" for none.

        Raises NotBroughtError where it does not say: then nobody knows whether the network is at
        fault, and not the page's server.
        """
        wayback = self._network.wayback
        try:
            return await client.look(f"{wayback}/web/{day:%Y%m%d}/{address}")
        except NotBroughtError as error:
            if error.gone:
                return ""
            raise

    def _write_down(self, found: Checked) -> None:
        try:
            with self._file.open("ab") as record:
                record.write(found.line.encode())
        except OSError as error:
            raise WriteError(f"{self._file} cannot be written: {error.strerror}.") from error
