"""Findings as a notebook tells them: sentences, with what they rest on folded away."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from helpers.show.html import fill
from helpers.show.output import put
from helpers.topics.finding import Finding

NOTHING = "These rows hold nothing to report."


def findings(told: Sequence[Finding]) -> None:
    """Show findings as a list: each with its sources in the next line, and its rows folded away.

    The fold is a `details` element, which needs no script.
    """
    if not told:
        put(fill("sentence", text=NOTHING), NOTHING)
        return
    lines = [(one.text, one.evidence, runs(one.rows)) for one in told]
    put(fill("findings", findings=lines), "\n".join(line for one in lines for line in _plain(*one)))


def _plain(text: str, evidence: str, rows: str) -> Iterator[str]:
    """A finding without HTML: a line each for the sentence, its sources and its rows."""
    yield f"- {text}"
    yield from (f"  {line}" for line in (evidence, rows and f"Rows: {rows}") if line)


def runs(ids: Sequence[str]) -> str:
    """Row ids as a reader sees them: three or more in a row as a run, "c001 to c004, c009".

    Input: ids; those with a number at their end are put in order.
    """
    ordered = sorted(map(_numbered, set(ids)))
    parts = []
    # In a run the number grows as the position does.
    for _, run in groupby(enumerate(ordered), lambda one: (one[1][0], one[1][1] - one[0])):
        names = [name for _, (_, _, name) in run]
        parts += [f"{names[0]} to {names[-1]}"] if len(names) > 2 else names
    return ", ".join(parts)


def _numbered(row_id: str) -> tuple[str, float, str]:
    """The id in two parts, letters and number (minus infinity without one), and as it is."""
    stem = row_id.rstrip("0123456789")
    digits = row_id[len(stem) :]
    return stem, int(digits) if digits else float("-inf"), row_id
