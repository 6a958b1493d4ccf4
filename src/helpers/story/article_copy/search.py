"""Finding texts in a copy of which nothing is known but their lengths and hashes."""

from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import accumulate, chain, islice, pairwise

from helpers.story.article_copy.pieces import Piece, Reading, opening, readings
from helpers.story.locators import digest

Wanted = Mapping[str, int]
"""What is looked for: SHA-256 -> length."""
Parts = Sequence[Sequence[Piece]]
"""What is searched: runs of the pieces of a copy."""
Gaps = Sequence[tuple[int, int]]
"""What is left out of some pieces: each time the first piece, and that behind the last."""
FindGaps = Callable[["Uniform", int, Sequence[int], Collection[int]], Iterator[tuple[int, Gaps]]]
"""What can be left out from a piece to one of some ends, for one of some lengths to be left.

Before those of an end it gives no gaps, so that its search counts as a try.
"""

UNIFORM = 3
"""So many forms of its pieces are tried each throughout a copy, before they are mixed."""
MARKS = frozenset(".,:/")
"""Marks inside a number."""
IN_NUMBERS = MARKS | {"-"}
"""Those, and the sign before it."""
BEFORE_OPENINGS = frozenset(".?!\"')")
"""Marks at the end of a sentence."""
NEXT = 3
"""So many characters behind a text tell whether a word or number ends with it."""
MOST_READINGS = 60_000
"""So many readings from one place are tried at most."""
MOST_READINGS_IN_ALL = 1_000_000
"""So many from all places, which takes some seconds; damaged copies of two articles took 240,000."""
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
        self.copy = copy
        self.read = [(piece.readings[choice:] or piece.readings[-1:])[0] for piece in copy]
        self.text = "".join(self.read)
        self.offsets = list(accumulate(map(len, self.read), initial=0))
        self.ends = [at for at, piece in enumerate(copy) if piece.ends_line] + [len(copy)]

    def forms(self, start: int, end: int) -> Iterator[tuple[Piece, str]]:
        """The pieces from one to another, with their forms."""
        return zip(self.copy[start:end], self.read[start:end], strict=True)


def _uniform(copy: Sequence[Piece]) -> Iterator[Uniform]:
    for choice in range(min(UNIFORM, max((len(piece.readings) for piece in copy), default=0))):
        yield Uniform(copy, choice)


def in_windows(parts: Parts, wanted: Wanted) -> Iterator[Hit]:
    """Every place where a text stands, its pieces all read by the same form."""
    for copy in parts:
        inside = _inside_numbers(copy)
        words = [at for at, piece in enumerate(copy) if not piece.is_space]
        starts = [at for at in words if at not in inside]
        behind = [at + 1 for at in words if at + 1 not in inside]
        for choice, uniform in enumerate(_uniform(copy)):
            yield from _in_windows(uniform, starts, behind, wanted)
            if choice == 0:
                # Where all can be read in one way only, the next forms are these again.
                starts = list(filter(_can_be_chosen(uniform, max(wanted.values())), starts))


def _in_windows(
    uniform: Uniform, starts: Sequence[int], behind: Sequence[int], wanted: Wanted
) -> Iterator[Hit]:
    ends = {uniform.offsets[at]: at for at in behind}
    lengths = sorted(set(wanted.values()))
    searched: set[int] = set()
    for start in starts:
        begin = uniform.offsets[start]
        # A line that stands there a thousand times is looked through once, if it holds nothing.
        window = hash(uniform.text[begin : begin + lengths[-1] + NEXT])
        if window not in searched:
            hits = list(_in_window(uniform, start, ends, lengths, wanted))
            searched.update(() if hits else (window,))
            yield from hits


def _in_window(
    uniform: Uniform, start: int, ends: Mapping[int, int], lengths: Sequence[int], wanted: Wanted
) -> Iterator[Hit]:
    begin = uniform.offsets[start]
    for length in lengths:
        end = ends.get(begin + length)
        if end is not None:
            sha256 = digest(uniform.text[begin : begin + length])
            if wanted.get(sha256) == length:
                yield Hit(sha256, start, end, list(uniform.forms(start, end)))


def _can_be_chosen(uniform: Uniform, longest: int) -> Callable[[int], bool]:
    """Whether something behind a place, within a length, can be read in several ways."""
    offsets = uniform.offsets
    choices = [at for at, piece in enumerate(uniform.copy) if len(piece.readings) > 1]

    def can_be(start: int) -> bool:
        choice = bisect_left(choices, start)
        return choice < len(choices) and offsets[choices[choice]] - offsets[start] <= longest

    return can_be


def in_readings(parts: Parts, wanted: Wanted) -> Iterator[Hit]:
    """The texts that the pieces behind an opening can be read as, in any of their forms.

    Passed over is what can be read in one way only: `in_windows` finds what stands there.
    """
    tries = iter(range(MOST_READINGS_IN_ALL))
    for copy in parts:
        can_be_chosen = _can_be_chosen(Uniform(copy), max(wanted.values()))
        starts = (at for at in openings(copy) if can_be_chosen(at) or _in_capitals(copy, at))
        yield from _one_behind_the_other(starts, partial(_read, copy, wanted, tries), tries)


def _in_capitals(copy: Sequence[Piece], start: int) -> bool:
    return any(len(forms) > 1 for forms in opening(copy, start).values())


def _read(copy: Sequence[Piece], wanted: Wanted, tries: Iterator[int], start: int) -> Iterator[Hit]:
    lengths, longest = set(wanted.values()), max(wanted.values())
    read = islice(readings(copy, start, longest), MOST_READINGS)
    for reading, _ in zip(read, tries, strict=False):
        if len(reading.text) in lengths and not _inside_a_number(copy, reading.at):
            sha256 = digest(reading.text)
            if sha256 in wanted:
                yield Hit(sha256, start, reading.at, _forms(copy, reading))


def around_lines(parts: Parts, wanted: Wanted) -> Iterator[Hit]:
    """The texts inside which lines stand that are none of it, at one place or two."""
    yield from _around(_line_gaps, parts, wanted)


def around_words(parts: Parts, wanted: Wanted) -> Iterator[Hit]:
    """The texts inside which words stand that are none of it, at one place."""
    yield from _around(_word_gaps, parts, wanted)


def _around(find_gaps: FindGaps, parts: Parts, wanted: Wanted) -> Iterator[Hit]:
    tries = iter(range(MOST_TRIES))
    for copy in parts:
        for uniform in _uniform(copy):
            hits = partial(_gapped, find_gaps, uniform, wanted, tries)
            yield from _one_behind_the_other(openings(copy), hits, tries)


def _gapped(
    find_gaps: FindGaps, uniform: Uniform, wanted: Wanted, tries: Iterator[int], start: int
) -> Iterator[Hit]:
    """The texts that begin at a piece and end with a line, but for some gaps."""
    offsets, lengths = uniform.offsets, set(wanted.values())
    reach = offsets[start] + max(lengths) + MOST_BETWEEN
    behind = bisect(uniform.ends, reach, key=offsets.__getitem__)
    ends = uniform.ends[bisect(uniform.ends, start) : behind]
    for _, (end, gaps) in zip(tries, find_gaps(uniform, start, ends, lengths), strict=False):
        if not gaps:
            continue
        kept = list(pairwise([start, *chain.from_iterable(gaps), end]))[::2]
        sha256 = digest("".join(uniform.text[offsets[a] : offsets[b]] for a, b in kept))
        if sha256 in wanted:
            yield Hit(sha256, start, end, [one for a, b in kept for one in uniform.forms(a, b)])


def _word_gaps(
    uniform: Uniform, start: int, ends: Sequence[int], lengths: Collection[int]
) -> Iterator[tuple[int, Gaps]]:
    """The words that can be left out, at one place."""
    for end in ends:
        yield end, ()
        begins = {uniform.offsets[at]: at for at in range(end - 1, start, -1)}
        for size in _too_long(uniform, start, end, lengths):
            if size <= MOST_BETWEEN:
                for offset, at in begins.items():
                    if offset + size in begins:
                        yield end, [(at, begins[offset + size])]


def _line_gaps(
    uniform: Uniform, start: int, ends: Sequence[int], lengths: Collection[int]
) -> Iterator[tuple[int, Gaps]]:
    """The lines that can be left out, at one place or two."""
    offsets, lines = uniform.offsets, [end + 1 for end in ends[:-1]]
    by_size: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for number, end in enumerate(ends):
        for at in lines[max(number - 1 - MOST_LINES, 0) : max(number - 1, 0)]:
            behind = lines[number - 1]
            by_size[offsets[behind] - offsets[at]].append((at, behind))
        yield end, ()
        for size in _too_long(uniform, start, end, lengths):
            yield from ((end, [gap]) for gap in by_size.get(size, ()))
            for one_size, ones in by_size.items():
                for other in by_size.get(size - one_size, ()):
                    yield from ((end, [one, other]) for one in ones if one[1] < other[0])


def _too_long(uniform: Uniform, start: int, end: int, lengths: Collection[int]) -> set[int]:
    """By how much the text between two pieces is longer than each of some lengths."""
    whole = uniform.offsets[end] - uniform.offsets[start]
    return {whole - length for length in lengths if length < whole}


Way = Callable[[Parts, Wanted], Iterator[Hit]]


def openings(copy: Sequence[Piece]) -> Iterator[int]:
    """Where a paragraph can begin: on a line of its own, or behind the end of a sentence."""
    inside = _inside_numbers(copy)
    ends = [piece.readings[0][-1] in BEFORE_OPENINGS for piece in copy]
    for at, piece in enumerate(copy):
        opens = at == 0 or copy[at - 1].ends_line or any(ends[max(at - 2, 0) : at])
        # The point of 1.5 ends no sentence.
        if opens and not piece.is_space and at not in inside:
            yield at


def _inside_a_number(copy: Sequence[Piece], at: int) -> bool:
    """Whether a piece goes on with a number: -5, 3,000, 19:30."""
    first, left, right, last = (
        copy[place].readings[0] if 0 <= place < len(copy) else "" for place in range(at - 2, at + 2)
    )
    return (right[:1].isdigit() and (left == "-" or (left in MARKS and first[-1:].isdigit()))) or (
        left[-1:].isdigit() and right in MARKS and last[:1].isdigit()
    )


def _inside_numbers(copy: Sequence[Piece]) -> set[int]:
    """The pieces that go on with a number."""
    marks = (
        at
        for at, (mark, behind) in enumerate(pairwise(copy))
        if mark.readings[0] in IN_NUMBERS and behind.readings[0][:1].isdigit()
    )
    return {at for mark in marks for at in (mark, mark + 1) if _inside_a_number(copy, at)}


def _one_behind_the_other(
    starts: Iterable[int], hits: Callable[[int], Iterable[Hit]], tries: Iterator[int]
) -> Iterator[Hit]:
    """The first text found at each opening, but for those that stand inside a text found before."""
    done = 0
    for _, start in zip(tries, starts, strict=False):
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
