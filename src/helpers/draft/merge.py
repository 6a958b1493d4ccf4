"""A new draft among the rows that stand: what a person has touched stays, and comes no second time.

A row is a person's if it was never proposed, if its proposal is accepted, changed or dropped, or if
its cells are no longer those that were proposed. All other proposed rows give way to the new draft,
unless a person's row names them. What was proposed from the same words keeps its id.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from helpers.draft.proposed import Proposed, following
from helpers.story.contract import TABLES, Field, table
from helpers.story.csv_tables import SEPARATOR, order, split
from helpers.story.proposals import cells_digest, row_id

Cells = Mapping[str, str]
Tables = Mapping[str, Sequence[Cells]]
Identity = tuple[str, ...]

NUMBERED = ("claims", "figures", "events", "casualties")
"""Tables whose rows are proposed with a number as their id."""
NAMED = ("references", "actors", "places", "claims")
"""Tables whose rows others name, each behind those that it names itself."""
LOCATOR = ("paragraph", "start", "end")


@dataclass(frozen=True)
class Merged:
    """The tables with a draft in them, and by table how many rows are proposed, kept and dropped.

    `open` are the cells of proposed rows that a person has to fill in, by table and column; `named`
    the rows whose proposal is dropped and that stand all the same, since others name them.
    """

    tables: Tables
    proposed: Mapping[str, int]
    kept: Mapping[str, int]
    dropped: Mapping[str, int]
    open: tuple[tuple[str, str], ...]
    named: tuple[tuple[str, str], ...]


@dataclass
class _Standing:
    """What stands: the rows that stay, and the ids by what they were proposed from."""

    rows: dict[str, dict[str, Cells]]
    proposals: dict[tuple[str, str], Cells]
    kept: dict[Identity, str] = field(default_factory=dict)
    giving_way: dict[Identity, str] = field(default_factory=dict)
    gone: set[Identity] = field(default_factory=set)


def merged(tables: Tables, draft: Sequence[Proposed]) -> Merged:
    """Merge a new draft into a story's tables.

    Input: every table of the contract, its cells as printed; the rows proposed. Output: every table,
    sorted by key. Merging the same draft again changes nothing.
    """
    standing, named = _standing(tables)
    rows = {name: dict(standing.rows[name]) for name in TABLES}
    proposals = dict(standing.proposals)
    ids: dict[tuple[str, str], str] = {}
    fresh: list[Proposed] = []
    for one in draft:
        own = row_id(one.table, one.cells)
        identity = _identity(one.table, own, one.locator, one.serial)
        if identity in standing.kept:
            ids[one.table, own] = standing.kept[identity]
        elif identity in standing.gone:
            ids[one.table, own] = ""
        else:
            fresh.append(one)
            ids[one.table, own] = standing.giving_way.get(identity, "?")
    _give_ids(standing, fresh, ids)
    for one in sorted(fresh, key=_rank):
        cells = _with_ids(one, ids, rows)
        if cells is None:  # and who would name it goes without
            ids[one.table, row_id(one.table, one.cells)] = ""
            continue
        key = row_id(one.table, cells)
        rows[one.table][key] = cells
        proposals[one.table, key] = _proposal(one, key, cells)
    return _merged(rows, proposals, named)


def _rank(one: Proposed) -> int:
    return NAMED.index(one.table) if one.table in NAMED else len(NAMED)


def _merged(
    rows: Mapping[str, Mapping[str, Cells]],
    proposals: Mapping[tuple[str, str], Cells],
    named: tuple[tuple[str, str], ...],
) -> Merged:
    status = Counter((name, cells["status"]) for (name, _), cells in proposals.items())
    proposed = {name: status[name, "proposed"] for name in TABLES}
    found: dict[str, list[Cells]] = {
        name: sorted(some.values(), key=lambda cells: order(name, cells))
        for name, some in rows.items()
    }
    found["proposals"] = sorted(
        proposals.values(), key=lambda cells: (cells["table"], cells["row_id"])
    )
    return Merged(
        found,
        proposed,
        {name: len(rows[name]) - proposed[name] for name in TABLES if name != "proposals"},
        {name: status[name, "dropped"] for name in TABLES},
        tuple(_open(rows, proposals)),
        named,
    )


def _open(
    rows: Mapping[str, Mapping[str, Cells]], proposals: Mapping[tuple[str, str], Cells]
) -> Iterator[tuple[str, str]]:
    for (name, key), one in sorted(proposals.items()):
        for entry in table(name).fields if one["status"] == "proposed" else ():
            if entry.required and not rows[name][key][entry.name]:
                yield name, entry.name


# ------------------------------------------------------------------------------ what stands


def _standing(tables: Tables) -> tuple[_Standing, tuple[tuple[str, str], ...]]:
    """The rows that stay, those that give way, and those that a person dropped."""
    rows: dict[str, dict[str, Cells]] = {
        name: {row_id(name, cells): cells for cells in tables[name]}
        for name in TABLES
        if name != "proposals"
    }
    rows["proposals"] = {}
    proposals = {(one["table"], one["row_id"]): one for one in tables["proposals"]}
    for (name, key), one in proposals.items():
        if key not in rows[name] and one["status"] != "dropped":
            proposals[name, key] = {**one, "status": "dropped"}
    untouched = {
        (name, key)
        for (name, key), one in proposals.items()
        if one["status"] == "proposed" and cells_digest(name, rows[name][key]) == one["as_proposed"]
    }
    dropped = {at for at, one in proposals.items() if one["status"] == "dropped"}
    by_hand = [
        (name, key) for name, some in rows.items() for key in some
        if (name, key) not in untouched | dropped
    ]  # fmt: skip
    needed = _named_by(rows, by_hand)
    untouched -= needed
    named = tuple(sorted(at for at in dropped & needed if at[1] in rows[at[0]]))
    standing = _Standing(rows, proposals)
    _identify(standing, untouched, dropped)
    for name, key in untouched:
        del rows[name][key]
        del proposals[name, key]
    for name, key in dropped - set(named):
        rows[name].pop(key, None)
    return standing, named


def _named_by(
    rows: Mapping[str, Mapping[str, Cells]], some: Iterable[tuple[str, str]]
) -> set[tuple[str, str]]:
    """The rows that some rows name, and those that these name in turn."""
    found: set[tuple[str, str]] = set()
    todo = list(some)
    while todo:
        name, key = todo.pop()
        for entry, other in _references(name):
            for item in split(rows[name][key][entry.name]):
                at = (other, item)
                if at not in found and item in rows.get(other, {}):
                    found.add(at)
                    todo.append(at)
    return found


def _references(name: str) -> Iterator[tuple[Field, str]]:
    """The columns of a table that name rows of others, and of which."""
    for entry in table(name).fields:
        if entry.reference and not entry.reference.startswith("paragraphs."):
            yield entry, entry.reference.partition(".")[0]


def _identify(
    standing: _Standing, untouched: set[tuple[str, str]], dropped: set[tuple[str, str]]
) -> None:
    """Know each row by what it was proposed from; a person's own by where it stands."""
    serials: Counter[Identity] = Counter()
    every = [
        *standing.proposals,
        *((name, key) for name, some in standing.rows.items() for key in some),
    ]
    for name, key in sorted(dict.fromkeys(every)):
        where = standing.proposals.get((name, key)) or standing.rows[name][key]
        bare = _identity(name, key, where, 0)
        identity = (*bare[:-1], str(serials[bare])) if name not in _BY_ID else bare
        serials[bare] += 1
        if (name, key) in dropped:
            standing.gone.add(identity)
        elif (name, key) in untouched:
            standing.giving_way[identity] = key
        else:
            standing.kept[identity] = key


_BY_ID = frozenset(("actors", "places", "references", "mentions"))


def _identity(name: str, key: str, where: Cells, serial: int) -> Identity:
    """What makes a row the same in two drafts: its id where that tells what it is, else its place."""
    if name in _BY_ID:
        return name, key
    return (name, *(where.get(column, "") for column in LOCATOR), str(serial))


# ------------------------------------------------------------------------------ what is new


def _give_ids(
    standing: _Standing, fresh: Sequence[Proposed], ids: dict[tuple[str, str], str]
) -> None:
    """Ids for the rows that have none yet: their own, or the next numbers of a table that is begun."""
    begun = {name for name, some in standing.rows.items() if some}
    begun |= {name for name, _ in standing.proposals}
    for name in {one.table for one in fresh}:
        own_ids = [row_id(name, one.cells) for one in fresh if one.table == name]
        taken = {key for of, key in standing.proposals if of == name} | set(standing.rows[name])
        taken |= {ids[name, own] for own in own_ids} - {"?"}
        for own in own_ids:
            if name not in begun:
                ids[name, own] = own
            elif ids[name, own] == "?":
                ids[name, own] = following(own[0], taken) if name in NUMBERED else own
                taken.add(ids[name, own])


def _with_ids(
    one: Proposed,
    ids: Mapping[tuple[str, str], str],
    rows: Mapping[str, Mapping[str, Cells]],
) -> Cells | None:
    """The cells with the ids that rows have here; None where a row that they need was dropped."""
    cells = dict(one.cells)
    own = ids[one.table, row_id(one.table, one.cells)]
    key = table(one.table).key
    if len(key) == 1:
        cells[key[0]] = own
    for entry, other in _references(one.table):
        items = [
            ids.get((other, item), item if item in rows[other] else "")
            for item in split(cells[entry.name])
        ]
        kept = SEPARATOR.join(item for item in items if item)
        if not kept and cells[entry.name] and entry.required and entry.name != "speaker":
            return None
        cells[entry.name] = kept
    if one.table == "claims" and not cells["speaker"]:
        cells["chain"] = ""
    return cells


def _proposal(one: Proposed, key: str, cells: Cells) -> Cells:
    return {
        "table": one.table,
        "row_id": key,
        **one.locator,
        "rule": one.rule,
        "status": "proposed",
        "as_proposed": cells_digest(one.table, cells),
    }
