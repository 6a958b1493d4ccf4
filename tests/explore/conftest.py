"""A story in memory, to be made as bad as can be."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from helpers.story.article_copy.proof import Words
from helpers.story.contract import TABLES, dtypes
from helpers.story.story import Story

Change = Callable[..., Story]


def with_tables(story: Story, **tables: pd.DataFrame) -> Story:
    """The story with other tables, in the types of the contract."""
    known = {name: story.table(name) for name in TABLES}
    typed = {name: table.astype(dict(dtypes(name))) for name, table in tables.items()}
    return replace(story, _tables={**known, **typed})


@pytest.fixture
def emptied(example: Story, tmp_path: Path) -> Change:
    """The example without the rows of some tables, and without notes that would rest on them."""

    def empty(*names: str) -> Story:
        bare = replace(example, folder=tmp_path)
        return with_tables(bare, **{name: example.table(name).head(0) for name in names})

    return empty


@pytest.fixture
def said(example: Story) -> Change:
    """The example with other cells in one claim: said("c003", paraphrase="...")."""

    def say(claim_id: str, **cells: Any) -> Story:
        claims = example.claims
        for column, cell in cells.items():
            claims[column] = claims[column].astype("object")
            claims.loc[claims["claim_id"] == claim_id, column] = cell
        return with_tables(example, claims=claims)

    return say


@pytest.fixture
def torn(example: Story) -> Story:
    """The example with a copy that lacks two paragraphs, as if it had been attached."""
    assert example.words is not None
    paragraphs = dict(example.words.paragraphs)
    missing = tuple(number for number in (5, 7) if paragraphs.pop(number, None))
    article = replace(example.article, text="attached")
    return replace(example, words=Words(paragraphs, missing), article=article)
