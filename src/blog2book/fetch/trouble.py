"""Why a picture was not brought, or nobody knows whether a page answers."""


class NotBroughtError(Exception):
    """An address gave no picture: `reason` in words, fit for "X was not brought: …".

    `gone`: its server says that it has it no more; all else may pass, be it that a captive network
    answers in its place. `unreachable`: no answer came at all, or none in time.
    """

    def __init__(self, reason: str, *, gone: bool = False, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.gone = gone
        self.unreachable = unreachable


class ForbiddenPlaceError(NotBroughtError):
    """An address leads where nothing may be fetched: a private network, a login, nowhere at all.

    `always`: the address itself says so, not what a DNS makes of its name today.
    """

    def __init__(self, reason: str, *, always: bool = False) -> None:
        super().__init__(reason)
        self.always = always


class NoRoomError(Exception):
    """A picture is larger than what is left of a run's limit, or than all of it: see `reason`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason
