"""What a person does to the rows of a story: sheets and an edit in, sheets out, or named faults.

Nothing outside of the rows that an edit is about changes. `proposals` follows: a row that is
accepted, changed or dropped is so there too.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from helpers.draft import ids
from helpers.edit.sheets import Cells, Sheets, with_row, without_row
from helpers.story.article_copy.proof import Words
from helpers.story.contract import TABLES, Field, table
from helpers.story.csv_tables import SEPARATOR, split, to_whole
from helpers.story.locators import digest, fold
from helpers.story.problem import Problem
from helpers.story.proposals import cells_digest, row_id

PROPOSALS = "proposals"
LOCATOR = ("paragraph", "start", "end", "sha256")
NUMBERED: Mapping[str, str] = {"claims": "c", "figures": "f", "events": "e"}
"""The tables whose rows are numbered in reading order, and the letter of their ids."""
COUNTED: Mapping[str, str] = {"relations": "r", "casualties": "d", "checks": "k"}
"""The tables whose rows are numbered as they come."""
NAMED = ("actors", "places")
"""The tables whose ids are made of names."""


class EditError(Exception):
    """An edit that can't be made; `problems` says why, one line each."""

    def __init__(self, *problems: Problem) -> None:
        """Take what is wrong."""
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


@dataclass(frozen=True)
class Hanging:
    """A row that names another one, and the column in which it does."""

    table: str
    key: str
    field: Field


# ------------------------------------------------------------------------------ rows


def row(sheets: Sheets, name: str, key: str) -> Cells:
    """The cells of a row.

    Raises:
        EditError: there is no such row.
    """
    cells = sheets[name].get(key) if name in sheets else None
    if cells is None:
        path = table(name).path if name in TABLES else name
        told = "no such row", "a row that stands there", "Look at what others have changed."
        raise EditError(Problem(path, key, "", *told))
    return cells


def put(sheets: Sheets, name: str, key: str, cells: Cells) -> Sheets:
    """The sheets with other cells in a row; if its key changes, its proposal goes by the new one.

    Raises:
        EditError: another row has that key.
    """
    new = row_id(name, cells)
    if new != key and sheets[name].get(new) is not None:
        told = f"{new!r} twice", "a key that no other row has", "That row stands there already."
        raise EditError(Problem(table(name).path, key, ", ".join(table(name).key), *told))
    found = with_row(sheets, name, cells, instead_of=key)
    proposal = sheets[PROPOSALS].get(f"{name}{SEPARATOR}{key}")
    if proposal is not None and new != key:
        old = row_id(PROPOSALS, proposal)
        found = with_row(found, PROPOSALS, {**proposal, "row_id": new}, instead_of=old)
    return found


def located(cells: Cells, words: Words | None) -> Cells:
    """A row with the hash of the words that stand in its span; one without a span as it is.

    Raises:
        EditError: no words stand there.
    """
    if not cells.get("paragraph"):
        return cells
    place = [to_whole(cells.get(column, "")) for column in LOCATOR[:3]]
    found = None
    if words is not None and None not in place:
        found = words.span(*[number or 0 for number in place])
    if found is None:
        told = f"{place}", "a span of the attached text", "Select words of the text again."
        raise EditError(Problem("the selection", "", "paragraph, start, end", *told))
    return {**cells, "sha256": digest(found)}


def place_of(cells: Cells) -> tuple[int, int, int]:
    """Paragraph, start and end of a row; -1 for what is not a whole number."""
    numbers = [to_whole(cells.get(column, "")) for column in LOCATOR[:3]]
    paragraph, start, end = (-1 if number is None else number for number in numbers)
    return paragraph, start, end


def hanging(sheets: Sheets, name: str, key: str) -> Iterator[Hanging]:
    """The rows that name a row, in the order of the contract."""
    for other in sheets:
        for field in table(other).fields:
            if (field.reference or "").partition(".")[0] == name:
                for line in sheets[other].lines:
                    if key in split(line.cells[field.name]):
                        yield Hanging(other, row_id(other, line.cells), field)


# ------------------------------------------------------------------------------ new rows


def make(
    sheets: Sheets,
    name: str,
    cells: Cells,
    words: Words | None,
    beside: Sequence[tuple[str, Cells]] = (),
) -> Sheets:
    """A new row, with an id of its own, and rows that are made along with it and name it.

    Raises:
        EditError: a span without words, or a row of that key stands there already.
    """
    whole = dict.fromkeys(table(name).columns, "") | dict(located(cells, words))
    key = table(name).key
    if len(key) == 1 and not whole[key[0]]:
        whole[key[0]] = new_id(sheets, name, whole)
    found = _added(sheets, name, whole)
    for other, told in beside:
        named = {
            field.name: whole[key[0]]
            for field in table(other).fields
            if (field.reference or "").partition(".")[0] == name and not told.get(field.name)
        }
        found = make(found, other, {**told, **named}, words)
    return found


def _added(sheets: Sheets, name: str, cells: Cells) -> Sheets:
    key = row_id(name, cells)
    if sheets[name].get(key) is not None:
        told = f"{key!r} twice", "a key that no other row has", "That row stands there already."
        raise EditError(Problem(table(name).path, key, ", ".join(table(name).key), *told))
    return with_row(sheets, name, cells)


def new_id(sheets: Sheets, name: str, cells: Cells) -> str:
    """An id for a row that has none: by its place in the article, its turn or its name."""
    known = {row_id(name, each): each for each in sheets[name].rows()}
    once = {each["row_id"] for each in sheets[PROPOSALS].rows() if each["table"] == name}
    taken = {*known, *once}
    if name in NAMED:
        return ids.slug(cells["name"], taken)
    if name in COUNTED:
        return ids.following(COUNTED[name], taken)
    here = place_of(cells)[:2]
    before = max((key for key, each in known.items() if place_of(each)[:2] <= here), default=None)
    behind = min((key for key in known if before is None or key > before), default=None)
    return ids.between(NUMBERED[name], before, behind, taken)


def _reads(cells: Cells) -> tuple[int, int, int]:
    """By what rows stand in reading order: of those that begin together the longest first."""
    paragraph, start, end = place_of(cells)
    return paragraph, start, -end


# ------------------------------------------------------------------------------ proposals


def proposal(sheets: Sheets, name: str, key: str) -> Cells | None:
    """The proposal of a row, None of one that a person wrote."""
    return sheets[PROPOSALS].get(f"{name}{SEPARATOR}{key}")


def is_open(sheets: Sheets, name: str, key: str) -> bool:
    """Whether a row is only proposed."""
    found = proposal(sheets, name, key)
    return found is not None and found["status"] == "proposed"


def with_status(sheets: Sheets, name: str, key: str, status: str) -> Sheets:
    """The sheets with what became of a row's proposal; as they are if it has none."""
    found = proposal(sheets, name, key)
    if found is None:
        return sheets
    told = {**found, "status": status}
    return with_row(sheets, PROPOSALS, told, instead_of=row_id(PROPOSALS, found))


def kept(name: str, cells: Cells, as_proposed: str) -> bool:
    """Whether a row is as it was proposed, but for cells that were open and are filled in."""
    filled = [column for column, cell in cells.items() if cell and column not in table(name).key]
    filled = [column for column in filled if column not in LOCATOR]
    return any(
        cells_digest(name, {**cells, **dict.fromkeys(opened, "")}) == as_proposed
        for count in range(len(filled) + 1)
        for opened in combinations(filled, count)
    )


# ------------------------------------------------------------------------------ edits


def change(
    sheets: Sheets, name: str, key: str, cells: Cells, words: Words | None, *, accept: bool = False
) -> Sheets:
    """Other cells in a row; those that are not named stay. Accepted, it is no proposal any more.

    Raises:
        EditError: no such row, a span without words, or another row has the key.
    """
    old = row(sheets, name, key)
    new = {**old, **cells}
    if any(cells.get(column, old.get(column)) != old.get(column) for column in LOCATOR[:3]):
        new = dict(located(new, words))
    found = put(sheets, name, key, new)
    if not accept:
        return found
    asked = proposal(sheets, name, key)
    status = "accepted" if asked and kept(name, new, asked["as_proposed"]) else "changed"
    return with_status(found, name, row_id(name, new), status)


def accept_whole(sheets: Sheets, paragraph: str) -> Sheets:
    """Every proposal of a paragraph accepted that lacks no cell; what is open stays so.

    Raises:
        EditError: none lacks nothing.
    """
    found = sheets
    here = [each for each in open_rows(sheets) if each["paragraph"] == paragraph]
    for each in here:
        cells = sheets[each["table"]].get(each["row_id"])
        fields = table(each["table"]).fields
        whole = cells is not None and all(cells[one.name] for one in fields if one.required)
        if whole:
            found = change(found, each["table"], each["row_id"], {}, None, accept=True)
    if found is sheets:
        told = "no proposal that lacks nothing", "one at least", "Fill in what is open, row by row."
        raise EditError(Problem(table(PROPOSALS).path, "", "paragraph", *told))
    return found


def drop(sheets: Sheets, name: str, key: str, *, along: bool = False) -> Sheets:
    """A row taken out. What hangs on it lets go of it or, where it must name one, goes along.

    Raises:
        EditError: no such row; or rows hang on it and are not to go along: all of them are named.
    """
    row(sheets, name, key)
    held = [one for one in hanging(sheets, name, key) if one.key != key or one.table != name]
    if held and not along:
        raise EditError(*(_holds(one, name, key) for one in held))
    found = without_row(with_status(sheets, name, key, "dropped"), name, key)
    for one in held:
        cells = found[one.table].get(one.key)
        if cells is None:
            continue
        rest = [item for item in split(cells[one.field.name]) if item != key]
        if rest or not one.field.required:
            found = put(found, one.table, one.key, {**cells, one.field.name: SEPARATOR.join(rest)})
        else:
            found = drop(found, one.table, one.key, along=True)
    return found


def _holds(one: Hanging, name: str, key: str) -> Problem:
    told = (
        f"{key!r}, which is to be dropped",
        f"no row that names a row of {table(name).path} that is gone",
        "Drop it with what hangs on it, or let this row name another one first.",
    )
    return Problem(table(one.table).path, one.key, one.field.name, *told)


def split_claim(
    sheets: Sheets, key: str, at: int, words: Words | None, cells: Cells | None = None
) -> Sheets:
    """A claim cut in two: it keeps what stands before a place, a new one takes what stands behind.

    Input: the place, in code points of the paragraph; cells of the new claim that differ. Events,
    figures, tolls and relations that stand behind the place go to the new claim; what stands on
    both sides keeps one. Both are proposed if the claim was.

    Raises:
        EditError: no such claim, or the place does not lie inside of it.
    """
    old = row(sheets, "claims", key)
    paragraph, start, end = place_of(old)
    text = words.span(paragraph, start, end) if words else None
    if (
        text is None
        or not start < at < end
        or not (text[: at - start].strip() and text[at - start :].strip())
    ):
        told = f"character {at}", f"one inside of the claim, {start} to {end}", "Move the cursor."
        raise EditError(Problem(table("claims").path, key, "start, end", *told))
    left = start + len(text[: at - start].rstrip(" "))
    right = end - len(text[at - start :].lstrip(" "))
    before, behind = _hedges(old, text[: left - start]), _hedges(old, text[right - start :])
    first = located({**old, "end": str(left), "hedges": before}, words)
    found = put(sheets, "claims", key, first)
    rest = {**old, "claim_id": "", "start": str(right), "hedges": behind, "paraphrase": ""}
    rest = {**rest, **(cells or {})}
    new = located(rest, words)
    new = {**new, "claim_id": new_id(found, "claims", new)}
    found = _added(found, "claims", new)
    asked = proposal(sheets, "claims", key)
    if asked is not None and asked["status"] == "proposed":
        place = {column: new[column] for column in LOCATOR}
        found = with_row(found, PROPOSALS, {**asked, **place, "row_id": new["claim_id"]})
    for one in hanging(sheets, "claims", key):
        cells_there = row(found, one.table, one.key)
        if "start" in cells_there and one.table != "claims":
            half = _half(cells_there, (paragraph, left, right), words)
            moves = place_of(half) >= (paragraph, right, -1)
            moved = {**half, one.field.name: new["claim_id"]} if moves else half
            found = put(found, one.table, one.key, moved)
    return found


def _half(cells: Cells, cut: tuple[int, int, int], words: Words | None) -> Cells:
    """A row on both sides of a cut keeps the side with its printed words, else the first."""
    paragraph, left, right = cut
    of, start, end = place_of(cells)
    if of != paragraph or not (start < left and right < end):
        return cells
    before = (words.span(paragraph, start, left) if words else None) or ""
    moves = fold(cells.get("surface", "")) not in before
    side = {"start": str(right)} if moves else {"end": str(left)}
    return located({**cells, **side}, words)


def _hedges(cells: Cells, text: str) -> str:
    """The hedges of a claim that stand in some of its words."""
    there = (
        hedge
        for hedge in split(cells["hedges"])
        if re.search(rf"(?<!\w){re.escape(fold(hedge))}(?!\w)", text)
    )
    return SEPARATOR.join(there)


def join_claims(sheets: Sheets, key: str, words: Words | None) -> Sheets:
    """A claim and the next one of its paragraph made one, which keeps the first id and its cells.

    What named the second names the first; of links of the two to each other none is left.

    Raises:
        EditError: no such claim, or none behind it in its paragraph.
    """
    old = row(sheets, "claims", key)
    paragraph, _, end = place_of(old)
    others = sorted((*_reads(each), each["claim_id"]) for each in sheets["claims"].rows())
    behind = [other for other in others if other > (*_reads(old), key) and other[0] == paragraph]
    if not behind:
        told = "the last claim of its paragraph", "a claim behind it", "Move the end of its span."
        raise EditError(Problem(table("claims").path, key, "", *told))
    second = row(sheets, "claims", str(behind[0][-1]))
    gone = second["claim_id"]
    whole = {**old, "end": str(max(end, place_of(second)[2]))}
    hedges = dict.fromkeys([*split(old["hedges"]), *split(second["hedges"])])
    joined = located({**whole, "hedges": SEPARATOR.join(hedges)}, words)
    found = put(sheets, "claims", key, joined)
    for one in hanging(sheets, "claims", gone):
        found = _handed_over(found, one, gone, key)
    return without_row(with_status(found, "claims", gone, "dropped"), "claims", gone)


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


def open_rows(sheets: Sheets) -> Iterable[Cells]:
    """The proposals that nobody has looked at yet, in the order in which they are read."""
    rows = [each for each in sheets[PROPOSALS].rows() if each["status"] == "proposed"]
    return sorted(
        rows, key=lambda each: (*_reads(each), TABLES.index(each["table"]), each["row_id"])
    )
