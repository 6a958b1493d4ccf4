"""data/README.md, as the contract gives it."""

from helpers.story.contract import TABLES, Field, Table, table


def data_readme() -> str:
    """data/README.md: what one row is and what each column holds, as Markdown."""
    parts = [
        "# The data",
        "<!-- Generated from contract.json by `story generate`. Change the contract, not this. -->",
        _preamble(),
        *(_chapter(table(name)) for name in TABLES),
    ]
    return "\n\n".join(parts) + "\n"


def _preamble() -> str:
    listed = "\n".join(
        f"| [{entry.name}](#{entry.name}) | {entry.description} "
        f"| {', '.join(f'`{column}`' for column in entry.key)} |"
        for entry in map(table, TABLES)
    )
    return (
        "Every folder under `stories/` holds one article: `article.toml`, the tables below as CSV\n"
        "and `datapackage.json`, which lets any Frictionless Data tool read them. `in-words.md` says\n"
        "what every row holds, with names in place of keys; it is generated too. The tables are\n"
        "UTF-8 with LF line ends and one header row, sorted by key. Items of a list are joined by\n"
        "`|`. Blank means not stated, never zero.\n\n"
        "A locator says where in the article a row stands: `paragraph` (1-based, counting the\n"
        "non-empty lines of the normalised text), `start` and `end` (Unicode code points within\n"
        "the paragraph, end exclusive) and `sha256` of the span. Normalised: NFC, every run of\n"
        "white space one space, lines stripped, empty lines dropped, curly quotes and dashes\n"
        "folded one to one. Dates are EDTF (ISO 8601-2).\n\n"
        f"| table | one row is | key |\n|---|---|---|\n{listed}"
    )


def _chapter(entry: Table) -> str:
    rows = "\n".join(
        f"| `{field.name}` | {_type(field)} | {'yes' if field.required else ''} "
        f"| {_cell(field.description)} |"
        for field in entry.fields
    )
    values = [_values(field) for field in entry.fields if field.categories]
    parts = [
        f"## {entry.name}",
        f"{entry.description} Key: {', '.join(f'`{column}`' for column in entry.key)}.",
        f"| column | type | required | what it holds |\n|---|---|---|---|\n{rows}",
        *values,
    ]
    return "\n\n".join(parts)


def _type(field: Field) -> str:
    if field.reference is not None:
        holder, column = field.reference.split(".")
        kind = "list of keys" if field.type == "list" else "key"
        return f"{kind}: [{holder}](#{holder}).`{column}`"
    if field.categories:
        return "category"
    return "EDTF date" if field.edtf else field.type


def _values(field: Field) -> str:
    lines = "\n".join(
        f"- `{entry.value}`{f' ({entry.family})' if entry.family else ''}: {entry.label}"
        for entry in field.categories
    )
    return f"`{field.name}` is one of:\n\n{lines}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
