"""How a release spells numbers and days: found out over all its cells, and read only where sure.

The mark of decimals is the one in its coordinates, which hardly ever are whole. Whether a month
stands before its day, those days tell that are no month. A day number of Excel is read if its year
agrees with the column year, which also tells apart the two days from which Excel counts.
"""

import duckdb

from helpers.datasets.ged.columns import DATES, TOLD, USED, quoted, words

SPACES = "[:space:]'’\u00a0\u202f"
GROUPS = {".": f",{SPACES}", ",": f".{SPACES}", "": SPACES}
"""What may part thousands, by the mark of decimals; where no decimals tell, neither mark does."""

MIDNIGHT = "([ T]+0?0:00(:00([.]0+)?)?Z?|[ ]+12:00(:00)?[ ]*AM)$"
ONE_WAY = {
    "^[0-9]{4}[-/][0-9]+[-/][0-9]+$": ("%Y-%m-%d", "%Y/%m/%d"),
    "^[0-9]{4}[.][0-9]+[.][0-9]+$": ("%Y.%m.%d",),
    "^[0-9]{8}$": ("%Y%m%d",),
    "[A-Za-z]{3}": ("%d%b%Y", "%d-%b-%Y", "%d %b %Y", "%d %B %Y", "%b %d, %Y", "%B %d, %Y"),
    "^[0-9]+[.][0-9]+[.][0-9]{4}$": ("%d.%m.%Y",),
}
"""Days no part of which can be taken for another, by their form. Stata writes 31aug2014. No language
puts the month first where points part them. Source: Unicode CLDR, dateFormats."""

EITHER_WAY = "^([0-9]{1,2})[/-]([0-9]{1,2})[/-]([0-9]{4})$"
DAY_NUMBER = "^([0-9]{5})([.]0+)?$"
ORIGINS = ("1899-12-30", "1904-01-01")
"""The days from which Excel counts, on Windows and on older Macs."""


def understand(base: duckdb.DuckDBPyConnection) -> tuple[str, ...]:
    """Make the view typed of the table cells: the columns of USED in their types, TOLD as text.

    Output: how numbers and days are spelt, in words, where that is not as usual. Beside its columns
    and those of cells, the view has first_line, the first line on which the event stands, and
    repeated, whether this line says the same of it again.
    """
    base.execute(f"CREATE MACRO undated(text) AS regexp_replace(text, {quoted(MIDNIGHT)}, '', 'i')")
    mark = _make_numbers(base)
    order = _make_days(base)
    # Each macro stands in the query once, however many columns it reads: DuckDB plans all that it
    # stands for wherever it is named.
    read = {
        "DOUBLE": ("translate(text, '−', '-')", "signed_number(text)"),
        "TIMESTAMP": ("undated(text)", "day_of(text, text_year)"),
    }
    named = {kind: [name for name in USED if USED[name].stored == kind] for kind in read}
    lists = ", ".join(
        f"list_transform(list_transform([{', '.join(f'text_{name}' for name in named[kind])}], "
        f"lambda text: {bare}), lambda text: {value}) AS {kind.lower()}s"
        for kind, (bare, value) in read.items()
    )
    columns = ", ".join(
        f"{kind.lower()}s[{named[kind].index(name) + 1}] AS {name}"
        if (kind := USED[name].stored if name in USED else "") in read
        else f"{words(f'text_{name}')} AS {name}"
        for name in (*USED, *TOLD)
    )
    same = f"hash({', '.join(USED)})"
    base.execute(
        f"""
        CREATE TABLE spelt AS
        SELECT * EXCLUDE ({", ".join(f"{kind.lower()}s" for kind in read)}), {columns}
        FROM (SELECT *, {lists} FROM cells);
        DROP TABLE cells;
        CREATE TABLE firsts AS
        SELECT id, min(line) AS first_line, arg_min({same}, line) AS same FROM spelt GROUP BY id;
        CREATE VIEW typed AS
        SELECT spelt.*, first_line, line > first_line AND {same} = same AS repeated
        FROM spelt LEFT JOIN firsts USING (id)
        """
    )
    return (
        *(["numbers are written with a decimal comma"] if mark == "," else []),
        *([f"days are written {order}/year"] if order else []),
    )


def _make_numbers(base: duckdb.DuckDBPyConnection) -> str:
    """Make the macro signed_number; the output is the mark of decimals, "" where no one is to be told."""
    found = base.execute(
        "SELECT DISTINCT regexp_extract(text, '^[+−-]?[0-9]{1,3}([.,])[0-9]+$', 1) FROM "
        "(SELECT unnest([text_latitude, text_longitude]) AS text FROM cells)"
    ).fetchall()
    marks = [mark for (mark,) in found if mark]
    mark = marks[0] if len(marks) == 1 else ""
    decimal = mark or "."
    grouped = f"^[+-]?[0-9]{{1,3}}([{GROUPS[mark]}][0-9]{{3}})+([{decimal}][0-9]+)?$"
    base.execute(
        f"""
        CREATE MACRO plain_number(text) AS TRY_CAST(
            CASE WHEN NOT starts_with(text, '+-') AND ('{decimal}' = '.' OR NOT contains(text, '.'))
            THEN replace(text, '{decimal}', '.') END AS DOUBLE);
        CREATE MACRO signed_number(text) AS CASE
            WHEN regexp_matches(text, {quoted(grouped)})
            THEN plain_number(regexp_replace(text, {quoted(f"[{GROUPS[mark]}]")}, '', 'g'))
            ELSE plain_number(text) END
        """
    )
    return mark


def _make_days(base: duckdb.DuckDBPyConnection) -> str:
    """Make the macro day_of; the output is the order of day and month, "" where no one is to be told."""
    parts = f"regexp_extract(undated(text), '{EITHER_WAY}', ['a', 'b'])"
    [found] = base.execute(
        "SELECT bool_or(part.a::INT > 12), bool_or(part.b::INT > 12) FROM "
        f"(SELECT {parts} AS part FROM (SELECT unnest([{', '.join(f'text_{name}' for name in DATES)}]) "
        "AS text FROM cells)) WHERE part.a <> ''"
    ).fetchall()
    order = {(True, False): "day/month", (False, True): "month/day"}.get(found, "")
    one_way = " ".join(
        f"WHEN regexp_matches(text, '{form}') THEN try_strptime(text, {list(formats)})"
        for form, formats in ONE_WAY.items()
    )
    # Without an order, a day is sure where only one fits it, or both say the same.
    ordered = {"day/month": "%d/%m/%Y", "month/day": "%m/%d/%Y"}
    orders = [ordered[order]] if order else list(ordered.values())
    read = ", ".join(f"try_strptime(replace(text, '-', '/'), '{form}')" for form in orders)
    counted = ", ".join(f"DATE '{origin}' + number::INT" for origin in ORIGINS)
    base.execute(
        f"""
        CREATE MACRO agreed(days) AS CASE WHEN len(list_distinct(days)) = 1 THEN days[1] END;
        CREATE MACRO either_way(text) AS agreed(list_filter([{read}], lambda day: day IS NOT NULL));
        CREATE MACRO day_number(number, in_year) AS agreed(
            list_filter([{counted}], lambda day: abs(year(day) - TRY_CAST(in_year AS INT)) <= 1));
        CREATE MACRO day_of(text, in_year) AS CASE
            WHEN regexp_matches(text, '{EITHER_WAY}') THEN either_way(text)
            WHEN regexp_matches(text, '{DAY_NUMBER}') THEN day_number(text[:5], in_year)
            {one_way}
            ELSE TRY_CAST(text AS TIMESTAMP) END
        """
    )
    return order
