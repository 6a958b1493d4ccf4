"""Finding texts in a copy of which nothing is known but their lengths and hashes."""

from bisect import bisect
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, combinations_with_replacement, islice, pairwise

from helpers.story.article_copy.pieces import Piece, Reading, readings
from helpers.story.locators import digest

Wanted = Mapping[str, int]
"""What is looked for: SHA-256 -> length."""
Gaps = Sequence[tuple[int, int]]
"""What is left out of some pieces: each time the first piece, and that behind the last."""
FindGaps = Callable[["Uniform", int, int, Collection[int]], Iterator[Gaps]]

UNIFORM = 3
"""So many forms of its pieces are tried each throughout a copy, before they are mixed."""
MARKS = frozenset(".,:/")
"""Marks inside a number."""
MOST_READINGS = 60_000
"""So many readings from one place are tried at most."""
MOST_TRIES = 200_000
"""So many texts with gaps are tried at most, which takes some seconds."""
MOST_LINES = 3
"""So many lines in a row, at most, stand inside a paragraph and are none of it."""
MOST_BETWEEN = 600
"""So many characters, at most, stand inside a paragraph and are none of it."""


@dataclass(frozen=True)
class Hit:
    """A text that was looked for, as pieces with their forms, from one piece of a copy to another.

    Between them may stand pieces that are none of it.
    """

    sha256: str
    start: int
    end: int
    forms: Sequence[tuple[Piece, str]]

    @property
    def text(self) -> str:
        """The words that were found."""
        return "".join(form for _, form in self.forms)

    @property
    def places(self) -> tuple[int, ...]:
        """Where each of their characters stands in the copy."""
        return tuple(place for piece, form in self.forms for place in piece.placed(form))


class Uniform:
    """Some pieces, each read by the form at the same place in its list, or by its last.

    `offsets` are where each begins in `text`, and the end of it; `ends` those of the lines.
    """

    def __init__(self, copy: Sequence[Piece], choice: int = 0) -> None:
        self.forms = [
            (piece, piece.readings[min(choice, len(piece.readings) - 1)]) for piece in copy
        ]
        self.text = "".join(form for _, form in self.forms)
        self.offsets = list(accumulate((len(form) for _, form in self.forms), initial=0))
        self.ends = [at for at, piece in enumerate(copy) if piece.ends_line] + [len(copy)]


def _uniform(copy: Sequence[Piece]) -> Iterator[Uniform]:
    for choice in range(min(UNIFORM, max((len(piece.readings) for piece in copy), default=0))):
        yield Uniform(copy, choice)


def in_windows(copy: Sequence[Piece], wanted: Wanted) -> Iterator[Hit]:
    """Every place where a text stands, its pieces all read by the same form."""
    words = [at for at, piece in enumerate(copy) if not piece.is_space]
    starts = [at for at in words if not _inside_a_number(copy, at)]
    behind = [at + 1 for at in words if not _inside_a_number(copy, at + 1)]
    for uniform in _uniform(copy):
        ends = {uniform.offsets[at]: at for at in behind}
        for length in set(wanted.values()):
            for start in starts:
                begin = uniform.offsets[start]
                end = ends.get(begin + length)
                if end is not None:
                    sha256 = digest(uniform.text[begin : begin + length])
                    if wanted.get(sha256) == length:
                        yield Hit(sha256, start, end, uniform.forms[start:end])


def in_readings(copy: Sequence[Piece], wanted: Wanted) -> Iterator[Hit]:
    """The texts that the pieces behind an opening can be read as, in any of their forms."""
    lengths, longest = set(wanted.values()), max(wanted.values())

    def hits(start: int) -> Iterator[Hit]:
        for reading in islice(readings(copy, start, longest), MOST_READINGS):
            if len(reading.text) in lengths and not _inside_a_number(copy, reading.at):
                sha256 = digest(reading.text)
                if sha256 in wanted:
                    yield Hit(sha256, start, reading.at, _forms(copy, reading))

    return _one_behind_the_other(copy, hits)


def around_lines(copy: Sequence[Piece], wanted: Wanted) -> Iterator[Hit]:
    """The texts inside which lines stand that are none of it, at one place or two."""
    yield from _around(_line_gaps, copy, wanted)


def around_words(copy: Sequence[Piece], wanted: Wanted) -> Iterator[Hit]:
    """The texts inside which words stand that are none of it, at one place."""
    yield from _around(_word_gaps, copy, wanted)


def _around(find_gaps: FindGaps, copy: Sequence[Piece], wanted: Wanted) -> Iterator[Hit]:
    tries = iter(range(MOST_TRIES))
    for uniform in _uniform(copy):
        hits = partial(_gapped, find_gaps, uniform, wanted, tries)
        yield from _one_behind_the_other(copy, hits)


def _gapped(
    find_gaps: FindGaps, uniform: Uniform, wanted: Wanted, tries: Iterator[int], start: int
) -> Iterator[Hit]:
    """The texts that begin at a piece and end with a line, but for some gaps."""
    offsets, longest = uniform.offsets, max(wanted.values())
    for end in uniform.ends[bisect(uniform.ends, start) :]:
        whole = offsets[end] - offsets[start]
        if whole > longest + MOST_BETWEEN:
            return
        sizes = {whole - length for length in wanted.values() if length < whole}
        for gaps, _ in zip(find_gaps(uniform, start, end, sizes), tries, strict=False):
            kept = list(pairwise([start, *chain.from_iterable(gaps), end]))[::2]
            sha256 = digest("".join(uniform.text[offsets[a] : offsets[b]] for a, b in kept))
            if sha256 in wanted:
                yield Hit(sha256, start, end, [one for a, b in kept for one in uniform.forms[a:b]])


def _word_gaps(uniform: Uniform, start: int, end: int, sizes: Collection[int]) -> Iterator[Gaps]:
    """The words that can be left out between two pieces, of so many characters."""
    begins = {uniform.offsets[at]: at for at in range(end - 1, start, -1)}
    for size in sizes:
        if size <= MOST_BETWEEN:
            for offset, at in begins.items():
                if offset + size in begins:
                    yield [(at, begins[offset + size])]


def _line_gaps(uniform: Uniform, start: int, end: int, sizes: Collection[int]) -> Iterator[Gaps]:
    """The lines that can be left out between two pieces, of so many characters in all."""
    offsets = uniform.offsets
    lines = [at + 1 for at in uniform.ends if start < at + 1 < end]
    gaps = [
        (at, behind)
        for first, at in enumerate(lines)
        for behind in lines[first + 1 : first + 1 + MOST_LINES]
    ]
    for one, other in combinations_with_replacement(gaps, 2):
        both = [one] if one == other else [one, other]
        size = sum(offsets[behind] - offsets[at] for at, behind in both)
        if size in sizes and (one == other or one[1] < other[0]):
            yield both


Way = Callable[[Sequence[Piece], Wanted], Iterator[Hit]]


def openings(copy: Sequence[Piece]) -> Iterator[int]:
    """Where a paragraph can begin: on a line of its own, or behind the end of a sentence."""
    for at, piece in enumerate(copy):
        before = [one.readings[0] for one in copy[max(at - 2, 0) : at]]
        if not piece.is_space and (
            at == 0 or copy[at - 1].ends_line or any(mark[-1] in ".?!\"')" for mark in before)
        ):
            yield at


def _inside_a_number(copy: Sequence[Piece], at: int) -> bool:
    """Whether a piece goes on with a number: -5, 3,000, 19:30."""
    first, left, right, last = (
        copy[place].readings[0] if 0 <= place < len(copy) else "" for place in range(at - 2, at + 2)
    )
    return (right[:1].isdigit() and (left == "-" or (left in MARKS and first[-1:].isdigit()))) or (
        left[-1:].isdigit() and right in MARKS and last[:1].isdigit()
    )


def _one_behind_the_other(
    copy: Sequence[Piece], hits: Callable[[int], Iterable[Hit]]
) -> Iterator[Hit]:
    """The first text found at each opening, but for those that stand inside a text found before."""
    done = 0
    for start in openings(copy):
        hit = next(iter(hits(start)), None) if start >= done else None
        if hit is not None:
            done = hit.end
            yield hit


def _forms(copy: Sequence[Piece], reading: Reading) -> list[tuple[Piece, str]]:
    """The pieces that make a reading, with their forms."""
    forms = []
    while (before := reading.before) is not None:
        forms.append((copy[before.at], reading.text[len(before.text) :]))
        reading = before
    return forms[::-1]
