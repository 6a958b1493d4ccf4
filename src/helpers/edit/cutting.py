"""Claims cut in two and joined again."""

from helpers.edit.making import new_id
from helpers.edit.of_claims import less_sure, of_words
from helpers.edit.rows import (
    LOCATOR,
    PROPOSALS,
    EditError,
    Hanging,
    hanging,
    located,
    place_of,
    proposal,
    put,
    reads,
    row,
    stands_in,
    with_status,
)
from helpers.edit.sheets import Cells, Sheets, with_row, without_row
from helpers.edit.tables import row_id, table
from helpers.story.article_copy.proof import Words
from helpers.story.csv_tables import SEPARATOR, split
from helpers.story.problem import Problem
from helpers.story.proposals import cells_digest

BY_HAND = "split"
"""The rule of the second half of a claim that counted: nobody has told it yet."""


def split_claim(sheets: Sheets, key: str, at: int, words: Words | None) -> tuple[str, Sheets]:
    """A claim cut in two: it keeps what stands before a place, a new one takes what stands behind.

    Input: the place, in code points of the paragraph. Output: the key of the new claim, which is
    proposed, since it is told in no words yet; the sheets. Events, figures, tolls and relations
    that stand behind the place go to it; what stands on both sides keeps one. Each half has the
    hedges of its own words.

    Raises:
        EditError: no such claim, or the place does not lie inside it.
    """
    old = row(sheets, "claims", key)
    paragraph, start, end = place_of(old)
    text = words.span(paragraph, start, end) if words else None
    before, behind = (text or "")[: max(at - start, 0)], (text or "")[max(at - start, 0) :]
    if not before.strip() or not behind.strip():
        told = f"character {at}", f"one inside the claim, {start} to {end}", "Move the cursor."
        raise EditError(Problem(table("claims").path, key, "start, end", *told))
    left, right = start + len(before.rstrip(" ")), end - len(behind.lstrip(" "))
    first = located({**of_words(old, before), "end": str(left)}, words)
    found = put(sheets, "claims", key, first)
    rest = {**of_words(old, behind), "claim_id": "", "start": str(right), "paraphrase": ""}
    new = located(rest, words)
    new = {**new, "claim_id": new_id(found, "claims", new)}
    found = with_row(found, "claims", new)
    asked = proposal(sheets, "claims", key)
    rule = asked["rule"] if asked and asked["status"] == "proposed" else BY_HAND
    # The digest of the whole: no further draft takes the half for one of its own.
    told_of = {"rule": rule, "status": "proposed", "as_proposed": cells_digest("claims", old)}
    place = {column: new[column] for column in LOCATOR}
    asks = {"table": "claims", "row_id": new["claim_id"], **place, **told_of}
    found = with_row(found, PROPOSALS, asks)
    for one in hanging(sheets, "claims", key):
        cells = row(found, one.table, one.key)
        if "start" in cells and one.table != "claims":
            half = _half(cells, (paragraph, left, right), words)
            moves = place_of(half) >= (paragraph, right, -1)
            moved = {**half, one.field.name: new["claim_id"]} if moves else half
            found = put(found, one.table, one.key, moved)
    return new["claim_id"], found


def _half(cells: Cells, cut: tuple[int, int, int], words: Words | None) -> Cells:
    """A row on both sides of a cut keeps the side with its printed words, else the first."""
    paragraph, left, right = cut
    of, start, end = place_of(cells)
    if of != paragraph or not (start < left and right < end):
        return cells
    before = (words.span(paragraph, start, left) if words else None) or ""
    surface = cells.get("surface", "")
    moves = surface != "" and not stands_in(surface, before)
    side = {"start": str(right)} if moves else {"end": str(left)}
    return located({**cells, **side}, words)


def join_claims(sheets: Sheets, key: str, words: Words | None) -> Sheets:
    """A claim and the next one of its paragraph made one, which keeps the first id and its cells.

    Both paraphrases tell it, parted by a semicolon.
    What named the second names the first; of links of the two to each other none is left.

    Raises:
        EditError: no such claim, or none behind it in its paragraph.
    """
    old = row(sheets, "claims", key)
    paragraph, _, end = place_of(old)
    others = sorted((*reads(each), each["claim_id"]) for each in sheets["claims"].rows())
    behind = [other for other in others if other > (*reads(old), key) and other[0] == paragraph]
    if not behind:
        told = "the last claim of its paragraph", "a claim after it", "Move the end of its span."
        raise EditError(Problem(table("claims").path, key, "", *told))
    second = row(sheets, "claims", str(behind[0][-1]))
    gone = second["claim_id"]
    whole = {**old, "end": str(max(end, place_of(second)[2]))}
    hedges = dict.fromkeys([*split(old["hedges"]), *split(second["hedges"])])
    sure = less_sure(old["certainty"], second["certainty"])
    paraphrase = _both_told(old["paraphrase"], second["paraphrase"])
    of_both = {"paraphrase": paraphrase, "hedges": SEPARATOR.join(hedges), "certainty": sure}
    joined = located({**whole, **of_both}, words)
    found = put(sheets, "claims", key, joined)
    for one in hanging(sheets, "claims", gone):
        found = _handed_over(found, one, gone, key)
    return without_row(with_status(found, "claims", gone, "dropped"), "claims", gone)


def _both_told(first: str, second: str) -> str:
    """Two paraphrases in one cell; one alone where the other is blank or the same."""
    told = [*dict.fromkeys(one for one in (first, second) if one)]
    return "; ".join([*(one.removesuffix(".") for one in told[:-1]), *told[-1:]])


def _handed_over(sheets: Sheets, one: Hanging, gone: str, key: str) -> Sheets:
    """The sheets with a row naming another claim; without it if it then names one twice."""
    cells = sheets[one.table].get(one.key)
    if cells is None:
        return sheets
    items = dict.fromkeys(key if item == gone else item for item in split(cells[one.field.name]))
    new = {**cells, one.field.name: SEPARATOR.join(items)}
    loops = one.table == "claim_links" and new["claim_id"] == new["other_id"]
    twice = row_id(one.table, new) != one.key and sheets[one.table].get(row_id(one.table, new))
    if loops or twice:
        return without_row(with_status(sheets, one.table, one.key, "dropped"), one.table, one.key)
    return put(sheets, one.table, one.key, new)
