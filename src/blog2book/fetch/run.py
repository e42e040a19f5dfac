"""Bring all pictures that are wanted: many servers side by side, each asked one by one."""

import asyncio
import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from blog2book.addresses import host, picture_variants, short, unwrap_archive
from blog2book.events import Notice, Report, StageAdvanced, StageStarted
from blog2book.fetch.client import Client
from blog2book.fetch.folder import Folder
from blog2book.fetch.places import has_login
from blog2book.fetch.servers import side_by_side
from blog2book.fetch.trouble import ForbiddenPlaceError, NoRoomError, NotBroughtError
from blog2book.fetch.wanted import Outcome, Wanted, given_up
from blog2book.model.book import Picture
from blog2book.model.fetched import FILE_NAME, Fetched, read_list
from blog2book.ports import Context, Network

Judge = Callable[[Path], Picture | str]
"""Says what a file holds: a picture, or in words why it is none."""

_MOST_AT_ONCE = 8
"""Pictures for which their own servers are asked."""

_STAGE = "fetching"


def fetch(
    pictures: Sequence[Wanted],
    folder: Path,
    context: Context,
    judge: Judge,
    *,
    seconds: float,
    room: int,
) -> Outcome:
    """Bring pictures into `folder`, and write each down in its list at once.

    Asks at most `seconds` long and for `room` bytes; what the list gives up is not asked for. A
    picture that is larger than what is left of `room` is passed over, and may come in the next run.
    Each picture that is not brought is a Notice "picture-not-fetched". Raises WriteError, and
    ValueError where the context has no network.
    """
    if context.network is None:
        raise ValueError("this run may open no socket")
    known = given_up([folder])
    asked = [one for one in pictures if one.url not in known]
    if not asked:
        return Outcome(known=len(pictures))
    if (folder / FILE_NAME).exists():
        asked = _in_another_order(asked, folder, context.network.today)
    context.report(StageStarted(stage=_STAGE, total=len(asked)))
    run = _Run(folder, context, context.network, judge)
    asyncio.run(run.all(asked, seconds=seconds, room=room))
    return run.outcome(known=len(pictures) - len(asked), left=len(asked) - run.done)


def _in_another_order(pictures: Iterable[Wanted], folder: Path, today: date) -> list[Wanted]:
    """Return pictures as a later run asks for them, other than the one before.

    What fails for long, or makes us leave its server alone, may not stand first for ever.
    """
    lines = sum(1 for _ in read_list(folder))

    def place(one: Wanted) -> bytes:
        return hashlib.sha256(f"{today} {lines} {one.url!r}".encode()).digest()

    return sorted(pictures, key=place)


class _Run:
    """One run: what came of each address is remembered, so that none is asked for twice."""

    def __init__(self, folder: Path, context: Context, network: Network, judge: Judge) -> None:
        self.done = 0
        self.offline = False
        self._at_once = asyncio.Semaphore(_MOST_AT_ONCE)
        self._counts = Counter[str]()
        self._folder = Folder(folder)
        self._report: Report = context.report
        self._workdir = context.workdir
        self._network = network
        self._judge = judge
        self._came: dict[str, Fetched | NotBroughtError] = {}

    def outcome(self, *, known: int, left: int) -> Outcome:
        """Return what the run came to so far."""
        counts = self._counts
        return Outcome(
            brought=counts["brought"],
            size=counts["bytes"],
            lost=counts["lost"],
            barred=counts["barred"],
            failed=counts["failed"],
            left=left + counts["passed over"],
            known=known,
            offline=self.offline,
        )

    async def all(self, pictures: Sequence[Wanted], *, seconds: float, room: int) -> None:
        """Bring pictures until all are, or a limit is reached."""
        queues: dict[str, list[Wanted]] = {}
        for one in pictures:
            queues.setdefault(host(one.url), []).append(one)
        async with Client(self._network, room) as client:
            try:
                await side_by_side(
                    (self._host(queue, client) for queue in queues.values()), seconds
                )
            finally:
                self.offline = client.is_offline

    async def _host(self, pictures: Sequence[Wanted], client: Client) -> None:
        for one in pictures:
            try:
                if not await self._bring(one, client):
                    return
            except NoRoomError as error:
                self._counts["passed over"] += 1
                self._tell(one, error.reason, "Allow for more: --megabytes N")
            self.done += 1
            self._report(StageAdvanced(stage=_STAGE, done=self.done))

    async def _bring(self, one: Wanted, client: Client) -> bool:
        """Try the picture's addresses until one gives it; write down what came of it.

        Each picture waits for its turn anew, and it ends before the Wayback Machine is asked,
        so that servers with nothing but trouble do not keep others waiting. Returns False, and asks
        nobody, when enough has come.
        """
        own, copies = self._sources(one.url, one.day)
        troubles: list[NotBroughtError] = []
        elsewhere: list[NotBroughtError] = []
        async with self._at_once:
            if client.is_full:
                return False
            came = await self._first(own, client, troubles)
        # What may not be asked for is not told to others.
        if came is None and not any(isinstance(each, ForbiddenPlaceError) for each in troubles):
            came = await self._first(copies, client, elsewhere)
        if came is None:
            self._miss(one, troubles, elsewhere)
        else:
            self._counts["brought"] += 1
            self._folder.write_down(replace(came, url=one.url))
        return True

    async def _first(
        self, sources: Iterable[str], client: Client, troubles: list[NotBroughtError]
    ) -> Fetched | None:
        """Return what the first address gives that gives a picture; note why others do not."""
        for source in sources:
            came = self._came.get(source) or await self._ask(source, client)
            if isinstance(came, Fetched):
                return came
            troubles.append(came)
        return None

    def _sources(self, address: str, day: date) -> tuple[Sequence[str], Sequence[str]]:
        """Return a picture's sizes on its own server, largest first, and copies of it elsewhere."""
        if has_login(address):  # a size of it would be asked for without
            return (address,), ()
        own = picture_variants(address)
        if unwrap_archive(address)[1]:
            return own, ()
        wayback = f"{self._network.wayback}/web/{day:%Y%m%d}id_/"
        return own, [wayback + one for one in dict.fromkeys((own[0], address))]

    async def _ask(self, source: str, client: Client) -> Fetched | NotBroughtError:
        """Return what is behind an address; a picture lies in the folder then."""
        self._counts["asked"] += 1
        path = self._workdir / f"fetched-{self._counts['asked']}"
        came: Fetched | NotBroughtError
        try:
            with path.open("wb") as file:
                await client.bring(source, file)
            came = self._keep(path, source)
        except NotBroughtError as error:
            came = error.with_traceback(None)
        finally:
            path.unlink(missing_ok=True)
        self._came[source] = came
        return came

    def _keep(self, path: Path, source: str) -> Fetched:
        judged = self._judge(path)
        if isinstance(judged, str):
            raise NotBroughtError(judged)
        self._counts["bytes"] += path.stat().st_size
        name = self._folder.keep(judged, source)
        day = self._network.today.isoformat()
        return Fetched(url=source, source=source, file=name, sha256=judged.digest, day=day)

    def _miss(
        self, one: Wanted, own: Sequence[NotBroughtError], elsewhere: Sequence[NotBroughtError]
    ) -> None:
        """Tell that a picture was not brought; write it down if it is so for good.

        That is where its server has no size of it any more, and the Wayback Machine none either,
        or where its address is one that nobody may ask for.
        """
        reason = next((each for each in own if not each.gone), own[-1]).reason
        trouble = next((each.reason for each in elsewhere if not each.gone), "")
        if trouble:
            reason += f"; the Wayback Machine does not give it: {trouble}"
        elif elsewhere:
            reason += "; the Wayback Machine has no copy"
        fate = "failed"
        if any(map(_is_barred, own)) and all(each.gone or _is_barred(each) for each in own):
            fate = "barred"
        elif elsewhere and all(each.gone for each in (*own, *elsewhere)):
            fate = "lost"
        self._counts[fate] += 1
        if fate != "failed":
            day = self._network.today.isoformat()
            self._folder.write_down(Fetched(url=one.url, reason=reason, day=day))
        self._tell(one, reason, "The same command asks again" if fate == "failed" else "")

    def _tell(self, one: Wanted, reason: str, hint: str) -> None:
        self._report(
            Notice(
                code="picture-not-fetched",
                message=f"Picture {short(one.url)} was not brought: {reason}",
                where=one.where,
                hint=hint,
            )
        )


def _is_barred(trouble: NotBroughtError) -> bool:
    """Say whether an address may never be asked for, whatever today's DNS says."""
    return isinstance(trouble, ForbiddenPlaceError) and trouble.always
