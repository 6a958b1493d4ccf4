"""One change of one file: what it is, and how the text of the file becomes the changed one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Mutant:
    """A change. Together `place`, `kind` and `change` name it; `edit` makes the new text."""

    family: str
    kind: str
    file: str
    place: str
    change: str
    edit: Callable[[str], str]
    line: int = 0

    @property
    def name(self) -> str:
        """The same in every run, whatever was drawn: results and reasons are kept under it."""
        return f"{self.file} {self.place}: {self.kind}: {self.change}"


def drawn(mutants: Sequence[Mutant], count: int, seed: int) -> list[Mutant]:
    """So many of them by the seed: of each kind about as many, and within it of each file."""
    random = Random(f"{seed}")
    kinds: dict[str, dict[str, list[Mutant]]] = {}
    for mutant in random.sample(sorted(mutants, key=lambda one: one.name), len(mutants)):
        kinds.setdefault(mutant.kind, {}).setdefault(mutant.file, []).append(mutant)
    return list(_in_turn([list(_in_turn(list(files.values()))) for files in kinds.values()]))[
        :count
    ]


def _in_turn(lots: Sequence[Sequence[Mutant]]) -> Iterator[Mutant]:
    """One of each lot, then another of each, until all are told."""
    for turn in range(max(map(len, lots), default=0)):
        yield from (lot[turn] for lot in lots if turn < len(lot))


def negated(text: str, between: str = " ") -> str:
    """A text with "not" put behind its first verb, or else behind its first word."""
    words = text.split(between)
    verbs = (place for place, word in enumerate(words) if word in VERBS)
    place = next(verbs, 0)
    return between.join([*words[: place + 1], "not", *words[place + 1 :]])


VERBS = frozenset(
    [
        "is",
        "was",
        "are",
        "were",
        "has",
        "have",
        "had",
        "will",
        "would",
        "could",
        "can",
        "did",
        "does",
        "said",
        "says",
    ]
)
