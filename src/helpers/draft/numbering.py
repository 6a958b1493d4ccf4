"""Numbered ids given anew, in the order of reading: c001, c002 ... wherever a row is named.

While work goes on a new row takes the next number (`ids.following`), wherever it stands.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from helpers.draft.proposed import number
from helpers.story.contract import TABLES, Field, table
from helpers.story.csv_tables import SEPARATOR, order, split, to_whole
from helpers.story.proposals import cells_digest, row_id

Cells = Mapping[str, str]
Tables = Mapping[str, Sequence[Cells]]
Ids = Mapping[str, str]

_NUMBERED = re.compile(r"(?P<letter>[a-z])\\d\{3,\}")
_NAMED = re.compile(r"(?<![\w-])[a-z]\d{3,}(?![\w-])")
"""An id in the words of a note."""


def letters() -> Mapping[str, str]:
    """The tables whose rows are numbered, with the letter of their ids, as the contract has them."""
    keys = {name: table(name).field(table(name).key[0]) for name in TABLES}
    found = {name: _NUMBERED.fullmatch(key.pattern or "") for name, key in keys.items()}
    return {name: match["letter"] for name, match in found.items() if match}


def new_ids(tables: Tables) -> Ids:
    """The id that each numbered row gets, by the one it has: from 1, in the order of reading.

    Input: every table of the contract, its cells as printed. Rows without a place in the article
    come behind the others, in the order in which they stand; the ids of dropped proposals last.
    """
    found: dict[str, str] = {}
    for name, letter in letters().items():
        key = table(name).key[0]
        rows = sorted(tables[name], key=_place)
        dropped = [one["row_id"] for one in tables["proposals"] if one["table"] == name]
        ordered = list(dict.fromkeys((*(row[key] for row in rows), *dropped)))
        found |= {old: number(letter, at, len(ordered)) for at, old in enumerate(ordered, start=1)}
    return found


def _place(cells: Cells) -> tuple[bool, int, int]:
    paragraph = to_whole(cells.get("paragraph", ""))
    return paragraph is None, paragraph or 0, to_whole(cells.get("start", "")) or 0


def renumbered(tables: Tables, ids: Ids) -> Tables:
    """The tables with other ids, wherever a row is named, each sorted by its key.

    Input: every table of the contract; the output of `new_ids`. What a proposal says of its row,
    and whether a person has touched that since, stays.
    """
    found: dict[str, list[Cells]] = {}
    moved: dict[tuple[str, str], tuple[Cells, Cells]] = {}
    for name in TABLES:
        if name == "proposals":
            continue
        rows = [(row, _with_ids(name, row, ids)) for row in tables[name]]
        moved |= {(name, row_id(name, old)): (old, new) for old, new in rows}
        found[name] = sorted((new for _, new in rows), key=lambda row: order(name, row))
    proposals = [_proposal(one, moved, ids) for one in tables["proposals"]]
    return {**found, "proposals": sorted(proposals, key=lambda row: order("proposals", row))}


def in_text(text: str, ids: Ids) -> str:
    """A note with the new ids of the rows that it names."""
    return _NAMED.sub(lambda match: ids.get(match[0], match[0]), text)


def _with_ids(name: str, row: Cells, ids: Ids) -> Cells:
    return {field.name: _cell(name, field, row[field.name], ids) for field in table(name).fields}


def _cell(name: str, field: Field, cell: str, ids: Ids) -> str:
    numbered = letters()
    holder = (field.reference or "").partition(".")[0]
    if holder in numbered or (field.name == table(name).key[0] and name in numbered):
        return SEPARATOR.join(ids.get(item, item) for item in split(cell))
    return in_text(cell, ids) if field.name == "note" else cell


def _proposal(one: Cells, moved: Mapping[tuple[str, str], tuple[Cells, Cells]], ids: Ids) -> Cells:
    name, key = one["table"], one["row_id"]
    if (name, key) not in moved:
        # It was dropped: of a key of several columns each may be an id.
        return {**one, "row_id": SEPARATOR.join(ids.get(part, part) for part in split(key))}
    old, new = moved[name, key]
    untouched = cells_digest(name, old) == one["as_proposed"]
    told = {"as_proposed": cells_digest(name, new)} if untouched else {}
    return {**one, "row_id": row_id(name, new), **told}


def notes_renumbered(notes: Mapping[str, str], ids: Ids) -> Iterator[tuple[str, str]]:
    """The notes that say something else with the new ids: name of the file, and its text."""
    for name, text in notes.items():
        told = in_text(text, ids)
        if told != text:
            yield name, told
