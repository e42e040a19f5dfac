"""Where everything stands once pages are known."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """Pages side by side: their label ("88–89"), and an anchor that stands on the first of them."""

    label: str
    anchor: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PageMap:
    """Anchors and their pages.

    `pages` maps an anchor to the index of the page on which it begins, counted from 0 over the
    whole book; `labels` are the printed labels of all pages ("iv", "12"), by index.
    """

    pages: Mapping[str, int]
    labels: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many pages the book has."""
        return len(self.labels)

    def label(self, anchor: str) -> str:
        """Return the label of an anchor's page, or "" if the anchor is not known."""
        index = self.pages.get(anchor)
        return "" if index is None else self.labels[index]

    def agrees(self, earlier: "PageMap") -> bool:
        """Say whether all anchors that `earlier` knows still have their labels."""
        return all(self.label(one) == earlier.label(one) for one in earlier.pages)

    def runs(self, anchors: Iterable[str]) -> tuple[Run, ...]:
        """Return the pages of the anchors that are known, each once, neighbours joined: "88–89"."""
        first: dict[int, str] = {}
        for anchor in anchors:
            if anchor in self.pages:
                first.setdefault(self.pages[anchor], anchor)
        runs: list[list[int]] = []
        for index in sorted(first):
            if runs and index == runs[-1][-1] + 1:
                runs[-1].append(index)
            else:
                runs.append([index])
        return tuple(
            Run(
                label="–".join(dict.fromkeys((self.labels[run[0]], self.labels[run[-1]]))),
                anchor=first[run[0]],
            )
            for run in runs
        )
