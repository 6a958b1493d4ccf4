"""Where rows stand in the article, and the words that stand there."""

import re

import pandas as pd

from helpers.story.check.tables import Tables, article_rows, each, stacked, whole
from helpers.story.contract import TABLES, table
from helpers.story.csv_tables import split
from helpers.story.locators import digest, fold

LOCATOR = ["paragraph", "start", "end", "sha256"]
LOCATED = tuple(name for name in TABLES if table(name).located)
PLACE = ["number", "begin", "stop"]
# The columns that hold words of the article as printed.
PRINTED = (("figures", "surface"), ("events", "surface"), ("claims", "hedges"))
RESTING_ON_A_CLAIM = ("relations", "events", "figures", "casualties")
MOST_WORDS = 6
# So many characters are a crosshead at most: a line or two of a column.
CROSSHEAD = 80


def located(tables: Tables) -> pd.DataFrame:
    """The rows of every table that says where its rows stand.

    Output columns: those of `Tables.rows`; number, begin and stop, the locator in numbers; is_span,
    whether it is whole and points forwards; words, those that stand there, where they are at hand;
    blank, the columns of the locator that are, joined; hash, cut short.
    """
    rows = tables.joined(LOCATED)
    number, begin, stop = (whole(rows[column]) for column in LOCATOR[:3])
    is_span = number.notna() & begin.ge(0) & begin.lt(stop) & stop.lt(float("inf"))
    return rows.assign(
        number=number,
        begin=begin,
        stop=stop,
        is_span=is_span,
        words=pd.Series(
            [
                tables.words.span(int(at), int(start), int(end)) if tables.words and there else None
                for at, start, end, there in zip(number, begin, stop, is_span, strict=True)
            ],
            dtype=object,
        ),
        blank=[
            ", ".join(name for name, cell in zip(LOCATOR, cells, strict=True) if not cell)
            for cells in rows[LOCATOR].to_numpy()
        ],
        hash=rows["sha256"].map(shortened),
    ).copy()  # which puts columns of one type together: rows are then taken in a third of the time


def _located(tables: Tables) -> pd.DataFrame:
    return tables.once(located)


def paragraphs(tables: Tables) -> pd.DataFrame:
    """The paragraphs as spans of themselves.

    Output columns: those of `Tables.rows`; number, begin, stop and hash as of `located`; due, the
    number that is next; asks, whether it is so short as to be a crosshead, and a question as far as
    is known.
    """
    rows = tables.rows("paragraphs")
    number = whole(rows["paragraph"])
    length = whole(rows["length"])
    words = {
        float(of): text for of, text in (tables.words.paragraphs if tables.words else {}).items()
    }
    return rows.assign(
        asks=[
            kind == "body" and long <= CROSSHEAD and _asks(words.get(of, "?"))
            for kind, long, of in zip(rows["kind"], length, number, strict=True)
        ],
        number=number,
        begin=0.0,
        stop=length,
        due=range(1, len(rows) + 1),
        hash=rows["sha256"].map(shortened),
    )


def _asks(words: str) -> bool:
    return words.rstrip("'\" )").endswith("?")


def paragraphs_not_included(tables: Tables) -> pd.DataFrame:
    """The paragraphs that the story's own text lacks, where it includes one."""
    if tables.article.text != "included" or tables.words is None:
        return pd.DataFrame()
    rows = paragraphs(tables)
    return rows[rows["number"].isin(tables.words.missing)]


def within_paragraphs(tables: Tables) -> pd.DataFrame:
    """Located rows beside the paragraph that they name; its columns begin with of_."""
    known = paragraphs(tables).dropna(subset="number").drop_duplicates("number", keep="last")
    known = known.add_prefix("of_").rename(columns={"of_number": "number"})
    return _located(tables).merge(known, on="number")


def same_spans(tables: Tables) -> pd.DataFrame:
    """Located rows beside the first row with the same span, whose columns begin with first_.

    Whole paragraphs come before all others.
    """
    known = paragraphs(tables).drop_duplicates(PLACE, keep="last")
    rows = pd.concat([known, _located(tables)], ignore_index=True).dropna(subset=PLACE)
    first = rows.groupby(PLACE)[["sha256", "hash", "file", "row"]].transform("first")
    return rows.join(first.add_prefix("first_"))


def proved(tables: Tables) -> pd.DataFrame:
    """Located rows whose words are at hand: digest is their hash, few the first six of them."""
    rows = _located(tables).dropna(subset="words")
    return rows.assign(digest=rows["words"].map(digest), few=rows["words"].map(_few))


def printed(tables: Tables) -> pd.DataFrame:
    """Every surface and hedge, in the column item, beside the columns of `located`.

    Further output columns: column, its name; count, of its words; letters, their number; extent, of
    the span; digest, its hash; misplaced, whether it is known to stand elsewhere.
    """
    parts = []
    for name, column in PRINTED:
        if tables.readable(name):
            rows = _located(tables)
            rows = rows[rows["table"] == name].assign(column=column)
            is_list = table(name).field(column).type == "list"
            parts.append(each(rows, [split(c) if is_list else (c,) for c in rows[column]]))
    found = stacked(parts)
    found = found[found["item"] != ""]
    folded = found["item"].map(fold)
    return found.assign(
        count=[len(item.split()) for item in found["item"]],
        letters=folded.str.len(),
        extent=found["stop"] - found["begin"],
        digest=folded.map(digest),
        misplaced=[
            isinstance(words, str) and not _stands_in(item, words)
            for item, words in zip(folded, found["words"], strict=True)
        ],
    )


def resting_on_claims(tables: Tables) -> pd.DataFrame:
    """Relations, events, figures and tolls with a span, beside their claim's, which has claim_."""
    tables.need("claims")
    rows = _located(tables)
    rows = rows[rows["is_span"]]
    claims = rows[rows["table"] == "claims"].drop_duplicates("claim_id", keep="last")
    claims = claims[["claim_id", *LOCATOR, *PLACE]].add_prefix("claim_")
    claims = claims.rename(columns={"claim_claim_id": "claim_id"})
    resting = stacked([rows[rows["table"] == name] for name in RESTING_ON_A_CLAIM])
    return resting.merge(claims, on="claim_id")


def whole_text(tables: Tables) -> pd.DataFrame:
    """The hash of the whole text, if every paragraph is at hand, beside that of article.toml."""
    words = tables.words
    if words is None or not words.complete or not words.paragraphs:
        return pd.DataFrame()
    found = digest("\n".join(words.paragraphs.values()))
    return article_rows([{"sha256": tables.article.sha256, "digest": found}])


def shortened(text: str) -> str:
    """The first twelve characters of a hash."""
    return f"{text[:12]}..." if len(text) > 12 else repr(text)


def _few(words: str) -> str:
    listed = words.split(" ")
    more = " ..." if len(listed) > MOST_WORDS else ""
    return repr(" ".join(listed[:MOST_WORDS]) + more)


def _stands_in(item: str, words: str) -> bool:
    """Whether some words stand in others as whole words."""
    return re.search(rf"(?<!\w){re.escape(item)}(?!\w)", words) is not None
