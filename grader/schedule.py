"""Which notebook comes next at the end of a batch, so that the cores end together.

A notebook that came back tells how long each of its cells took. The cells of one to come take about as long where they
are the same, after the same answers. From these forecasts the notebooks that are left are shared out among the cores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

REMEMBERED = 5_000  # cells whose times are kept: memory stays flat, however many submissions there are
ANSWERS = 2  # what a cell takes depends on the answers that come before it; so many of them are looked at


class Forecast:
    """How long notebooks will take, learned from those of the same lab that came back."""

    def __init__(self) -> None:
        self._times: dict[tuple, tuple[int, float]] = {}

    def learn(self, cells: Sequence[NotebookNode], seconds: Sequence[float]) -> None:
        """Remember what the cells of a notebook took; `seconds` may end before they do."""
        for likenesses, took in zip(_likenesses(cells), seconds, strict=False):
            for likeness in likenesses:
                count, mean = self._times.pop(likeness, (0, 0.0))
                self._times[likeness] = count + 1, mean + (took - mean) / (count + 1)
        for likeness in list(self._times)[: -REMEMBERED or None]:
            del self._times[likeness]

    def seconds(self, cells: Sequence[NotebookNode]) -> float:
        """What a notebook with these code cells will take: each cell as long as those most like it did."""
        known = (
            [self._times[like][1] for like in likenesses if like in self._times] for likenesses in _likenesses(cells)
        )
        return sum(times[0] for times in known if times)


def _likenesses(cells: Sequence[NotebookNode]) -> Iterator[list[tuple]]:
    """For each code cell what others have in common with it, the most first."""
    answers: tuple[int, ...] = ()
    for place, cell in enumerate(cells):
        source = hash(cell.source)
        if cell.metadata.get("nbgrader", {}).get("solution"):
            answers = (*answers, source)[-ANSWERS:]
        yield [(place, source, *answers), (place, source, *answers[-1:]), (place, source), (place,)]


def share_out(seconds: Sequence[float], until: Sequence[float]) -> list[int]:
    """Share notebooks out among cores so that the last ends as early as is found.

    The longest goes to whom is free first, and so on; then single ones move, or change places, for as long as that
    brings two cores closer together.

    Args:
        seconds: what each notebook takes.
        until: when each core is free, in seconds from now.

    Returns:
        For each notebook the number of its core.
    """
    ends = list(until)
    core = [0] * len(seconds)
    for piece in sorted(range(len(seconds)), key=seconds.__getitem__, reverse=True):
        core[piece] = ends.index(min(ends))
        ends[core[piece]] += seconds[piece]
    while best := max(_exchanges(seconds, core, ends), default=None):
        _, more, less, pieces = best
        for piece in pieces:
            ends[core[piece]] -= seconds[piece]
            core[piece] = less if core[piece] == more else more
            ends[core[piece]] += seconds[piece]
    return core


def _exchanges(
    seconds: Sequence[float], core: Sequence[int], ends: Sequence[float]
) -> Iterator[tuple[float, int, int, tuple[int, ...]]]:
    """What may go from the core that ends last to another, alone or for something shorter: the gain comes first."""
    more = max(range(len(ends)), key=ends.__getitem__)
    for less, end in enumerate(ends):
        gap = ends[more] - end
        theirs = [(0.0, ()), *((seconds[p], (p,)) for p, at in enumerate(core) if at == less)]
        for mine in (p for p, at in enumerate(core) if at == more):
            for shorter, other in theirs:
                # Of two cores the later end comes forward by as much as moves, up to half of what lies between them
                gain = min(seconds[mine] - shorter, gap - (seconds[mine] - shorter))
                if gain > 0.01:
                    yield gain, more, less, (mine, *other)
