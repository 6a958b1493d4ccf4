"""How well what rules find agrees with what people marked: precision, recall and F1.

For every scorer of benchmarks/draft.py: quotations, attributions, dates, quantities. A `Found` is
one thing that is marked: where it stands, and the value that a reader would check (a speaker, a
date, a bound). Two stand for the same thing if they have a character in common; each is matched
once, with the one it has most in common with. Exact means that they begin and end alike.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from helpers.draft.text import Span


@dataclass(frozen=True)
class Found:
    """One thing marked in a text: its spans in reading order, and its value, "" for none."""

    spans: tuple[Span, ...]
    value: str = ""


@dataclass(frozen=True)
class Counts:
    """How many are marked, found, matched, and matched rightly; sums over texts with +."""

    marked: int = 0
    found: int = 0
    overlapping: int = 0
    exact: int = 0
    right: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.marked + other.marked,
            self.found + other.found,
            self.overlapping + other.overlapping,
            self.exact + other.exact,
            self.right + other.right,
        )

    def rates(self, matched: int) -> tuple[float, float, float]:
        """Precision, recall and F1 of so many matches; nothing marked and nothing found is 1."""
        if not self.marked and not self.found:
            return 1.0, 1.0, 1.0
        precision = matched / self.found if self.found else 0.0
        recall = matched / self.marked if self.marked else 0.0
        both = self.marked + self.found
        return precision, recall, 2 * matched / both


Agrees = Callable[[str, str], bool]


def same(marked: str, found: str) -> bool:
    """Whether two values are written alike."""
    return marked == found


def counts(
    marked: Sequence[Found],
    found: Sequence[Found],
    agrees: Agrees = same,
    neither: Sequence[Found] = (),
) -> Counts:
    """Hold what was found against what was marked, in one text.

    `right` counts the matches that overlap and whose values agree. What matches nothing marked but
    something of `neither` counts neither for nor against.
    """
    pairs = matches(marked, found)
    matched = [other for _, other in pairs]
    rest = [one for one in found if one not in matched]
    return Counts(
        marked=len(marked),
        found=len(found) - len(matches(neither, rest)),
        overlapping=len(pairs),
        exact=sum(one.spans == other.spans for one, other in pairs),
        right=sum(agrees(one.value, other.value) for one, other in pairs),
    )


def matches(marked: Iterable[Found], found: Iterable[Found]) -> list[tuple[Found, Found]]:
    """Each marked thing with the found one that it has most in common with, each once."""
    shared = sorted(
        (
            (-_common(one, other), i, j, one, other)
            for i, one in enumerate(marked)
            for j, other in enumerate(list(found))
            if _common(one, other)
        ),
        key=lambda each: (each[0] + (each[3].spans != each[4].spans), each[1], each[2]),
    )
    pairs, seen_marked, seen_found = [], set(), set()
    for _, i, j, one, other in shared:
        if i not in seen_marked and j not in seen_found:
            seen_marked.add(i)
            seen_found.add(j)
            pairs.append((one, other))
    return pairs


def _common(one: Found, other: Found) -> int:
    return sum(
        max(0, min(mine.end, theirs.end) - max(mine.start, theirs.start))
        for mine in one.spans
        for theirs in other.spans
        if mine.paragraph == theirs.paragraph
    )


def row(name: str, total: Counts) -> str:
    """One line of a Markdown table: how many, then F1 exact, and P, R, F1 overlapping and right."""
    exact = total.rates(total.exact)
    overlapping = total.rates(total.overlapping)
    right = total.rates(total.right)
    cells = [exact[2], *overlapping, *right]
    return (
        f"| {name} | {total.marked} | {total.found} | "
        + " | ".join(f"{cell:.2f}" for cell in cells)
        + " |"
    )


HEAD = (
    "| what | marked | found | F1 exact | P overlapping | R | F1 | P right | R | F1 |\n"
    "|---|---|---|---|---|---|---|---|---|---|"
)
