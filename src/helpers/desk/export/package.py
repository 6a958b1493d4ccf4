"""The tables as a Frictionless Data Package in a zip: everything needed to use them elsewhere."""

from collections.abc import Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from helpers.desk.export.linked import as_json
from helpers.desk.outputs import PublishError
from helpers.story.article import Article
from helpers.story.contract import table
from helpers.story.data_package import datapackage
from helpers.story.data_readme import data_readme
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
    described = datapackage(story.folder)
    tables = {
        resource["path"]: _read(story.folder / resource["path"])
        for resource in described["resources"]
    }
    return {
        "datapackage.json": as_json(_described(described, tables)),
        **tables,
        "article.toml": _read(story.folder / "article.toml"),
        "README.md": readme(story.article, described).encode("utf-8"),
        "TABLES.md": data_readme().encode("utf-8"),
        LICENCE: _read(story.folder.parents[2] / LICENCE),
    }


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


def readme(article: Article, described: Mapping[str, Any]) -> str:
    """What stands at the front of a package, as Markdown.

    Input: the article; its Data Package.
    """
    rows = "\n".join(
        f"- `{resource['path']}`: {table(resource['name']).description}"
        for resource in described["resources"]
    )
    return f"""# {article.headline}

An article taken apart, row by row. Source: {article.outlet},
{describe(article.published)}, and the references named in the rows.
The article: {article.url}

The article's words are not in this package. The tables hold paraphrases in our own words, figures
and hedges as printed, and locators. Terms of the article itself: {article.licence}.

{rows}

`datapackage.json` lets any Frictionless Data tool read and validate the tables; `TABLES.md` says
what each column means and may hold; `article.toml` holds the article's metadata, the labels of its
topics, and the SHA-256 of its normalised text; `{LICENCE}` says on which terms the data may be used.

## Read with care

- Blank means not stated, never zero.
- A bound stays a bound: "more than" has a lower limit and no value.
- A date is as sharp as its source: it is written in EDTF (ISO 8601-2).
- Tolls overlap. Never add them up.
- A verdict in `checks.csv` is what was recorded. Whether it stands depends on who its references
  speak for, and what they can resolve: `references.csv` says both.
"""


def _described(described: Mapping[str, Any], tables: Mapping[str, bytes]) -> dict[str, Any]:
    """The description with the terms, and with size and hash of each table."""
    resources = [
        {
            **resource,
            "bytes": len(tables[resource["path"]]),
            "hash": f"sha256:{sha256(tables[resource['path']]).hexdigest()}",
        }
        for resource in described["resources"]
    ]
    terms = [{"path": LICENCE, "title": "Licences of what is not code"}]
    return {**described, "licenses": terms, "resources": resources}


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        raise PublishError(
            f"{path.name}: no such file in {path.parent.name}; the package needs it: put it back"
        ) from None
