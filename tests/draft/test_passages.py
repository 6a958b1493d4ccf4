"""What people marked in the passages is told as well as when the rules were written."""

from collections.abc import Callable, Iterable

import pytest

from helpers.draft.actors import mentions
from helpers.draft.dates import dates
from helpers.draft.places import name_spans, places
from helpers.draft.quantities import quantities
from helpers.draft.text import Span
from helpers.draft.tolls import tolls
from tests.draft.marked import Passage, passages
from tests.draft.test_quantities import short

Meant = Iterable[tuple[Span, str]]


def _dates(passage: Passage) -> tuple[Meant, Meant]:
    marked = [(span, mark[1:]) for span, mark in passage.marks.items() if mark[0] == "="]
    found = dates(passage.text, passage.published)
    return marked, [(one.span, one.when) for one in found if one.when]


def _quantities(passage: Passage) -> tuple[Meant, Meant]:
    marked = [(span, _limits(mark)) for span, mark in passage.marks.items() if mark[0] != "="]
    found = ((one.span, one.quantity) for one in quantities(passage.text))
    return marked, [
        (span, f"{one.bound} {short(one.lower)}/{short(one.value)}/{short(one.upper)}")
        for span, one in found
    ]


def _limits(mark: str) -> str:
    """Bound, lower limit, value and upper limit of a mark: "exact 12", "exact 3..5", "more_than 3"."""
    bound, *rest = mark.split()
    number = rest[0] if rest and (rest[0][0].isdigit() or rest[0][0] in ".-") else ""
    low, _, high = number.partition("..")
    if bound == "exact":
        ends = low, "" if high else low, high or low
    elif bound == "about":
        ends = "", number, ""
    else:
        ends = (number, "", "") if bound in ("more_than", "at_least") else ("", "", number)
    return f"{bound} {'/'.join(ends)}"


def _tolls(passage: Passage) -> tuple[Meant, Meant]:
    found = tolls(passage.text, quantities(passage.text))
    return passage.tolls.items(), [(one.victims, one.outcome) for one in found]


def _names(passage: Passage) -> tuple[Meant, Meant]:
    lying = places(passage.text)
    kinds = {span: "place" for one in lying for span in one.spans} | {
        each.span: one.kind
        for one in mentions(passage.text, name_spans(lying))
        for each in one.mentions
    }
    return passage.names.items(), kinds.items()


@pytest.mark.parametrize(
    ("read", "name", "right", "marked", "told"),
    [
        (_dates, "development", 33, 33, 33),
        (_dates, "held_out", 31, 35, 33),
        (_dates, "wikinews", 13, 14, 14),
        (_dates, "second_development", 29, 29, 29),
        (_dates, "second_held_out", 30, 31, 31),
        (_quantities, "development", 48, 48, 48),
        (_quantities, "held_out", 54, 57, 56),
        (_quantities, "wikinews", 62, 66, 69),
        (_quantities, "second_development", 76, 76, 76),
        (_quantities, "second_held_out", 69, 72, 70),
        (_tolls, "second_development", 13, 13, 13),
        (_tolls, "second_held_out", 15, 18, 16),
        (_names, "second_development", 36, 36, 37),
        (_names, "second_held_out", 32, 32, 34),
    ],
)
def test_passages_are_told_as_well_as_when_their_rules_were_written(
    read: Callable[[Passage], tuple[Meant, Meant]], name: str, right: int, marked: int, told: int
) -> None:
    counts = [0, 0, 0]
    for passage in passages(name):
        wanted, found = map(list, read(passage))
        hits = (
            any(span.overlaps(other) and meant == of for other, of in found)
            for span, meant in wanted
        )
        counts = [counts[0] + sum(hits), counts[1] + len(wanted), counts[2] + len(found)]
    assert counts == [right, marked, told]
