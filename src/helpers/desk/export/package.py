"""The tables as a Frictionless Data Package in a zip: everything needed to use them elsewhere."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from helpers.desk.export.terms import as_json, declared, fill_in
from helpers.desk.outputs import PublishError
from helpers.story.contract import table
from helpers.story.csv_tables import read_table, table_text
from helpers.story.data_package import datapackage
from helpers.story.data_readme import data_readme
from helpers.story.proposals import row_id
from helpers.story.story import Story
from helpers.values.dates import describe

LICENCE = "LICENSE-DATA"

# The first moment that a zip can name, and plain files that everybody may read.
MOMENT = (1980, 1, 1, 0, 0, 0)
READABLE = 0o100644 << 16
UNIX = 3


def contents(story: Story) -> dict[str, bytes]:
    """The files of a package, by name: the description, the tables, and what explains them.

    Raises:
        PublishError: a file that belongs into the package is missing.
    """
    described, terms = datapackage(story.folder), declared("package")
    resources = described["resources"]
    files = {one["path"]: _table(story, one["name"]) for one in resources}
    sealed = [
        {**one, "bytes": len(content), "hash": f"sha256:{sha256(content).hexdigest()}"}
        for one, content in zip(resources, files.values(), strict=True)
    ]
    named = "\n".join(f"- `{one['path']}`: {table(one['name']).description}" for one in resources)
    readme = fill_in(
        terms["readme"], {"article": story.article, "describe": describe, "tables": named}
    )
    package = {**described, "licenses": terms["licenses"], "resources": sealed}
    return {
        "datapackage.json": as_json(package),
        **files,
        "article.toml": _read(story.folder / "article.toml"),
        "README.md": f"{readme}\n".encode(),
        "TABLES.md": data_readme().encode(),
        LICENCE: _read(story.folder.parents[2] / LICENCE),
    }


def _table(story: Story, name: str) -> bytes:
    """A table of the story as its file has it; of some of its rows where others were left out."""
    content, kept = _read(story.folder / table(name).path), story.table(name)
    rows = read_table(story.folder, name).rows
    if len(rows) == len(kept):
        return content
    ids = {row_id(name, cells) for cells in kept.to_dict("records")}
    return table_text(name, [row.cells for row in rows if row_id(name, row.cells) in ids]).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Files as a zip whose bytes depend on nothing but their names and contents, uncompressed."""
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as archive:
        for name in sorted(files):
            entry = ZipInfo(name, MOMENT)
            entry.create_system = UNIX
            entry.external_attr = READABLE
            archive.writestr(entry, files[name])
    return target.getvalue()


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(
            f"{path.name}: no such file in {path.parent.name}; the package needs it: put it back"
        ) from None
