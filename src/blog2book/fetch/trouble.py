"""Why a picture was not brought."""


class NotBroughtError(Exception):
    """An address gave no picture: `reason` in words, fit for "X was not brought: …".

    `lasting`: it will be the same tomorrow, so that nobody need ask again. `unreachable`: no
    answer came at all, or none in time.
    """

    def __init__(self, reason: str, *, lasting: bool = False, unreachable: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.lasting = lasting
        self.unreachable = unreachable


class ForbiddenPlaceError(NotBroughtError):
    """An address leads where nothing may be fetched: a private network, this machine, a login."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason, lasting=True)


class NoRoomError(Exception):
    """So many bytes came that the run's limit is reached."""
