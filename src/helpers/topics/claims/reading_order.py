"""The reading order: where in the article a row stands, boilerplate left out.

The article is read as one run of characters, its paragraphs one after another. Blanks between
paragraphs count for nothing, and neither does the page furniture that is not part of the article.
"""

import pandas as pd

BOILERPLATE = "boilerplate"


def paragraphs_in_order(paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Where each paragraph begins and ends on the way through the article.

    Input: paragraphs (contract).
    Output: paragraph, kind, length, begins, ends (characters read before and after it) and
        share (the part of the article read before it, 0 to 1); boilerplate left out.
    """
    rows = paragraphs[paragraphs["kind"].astype("string") != BOILERPLATE]
    rows = rows.sort_values("paragraph", ignore_index=True)[["paragraph", "kind", "length"]]
    ends = rows["length"].cumsum()
    begins = ends - rows["length"]
    share = begins.astype("Float64") / (rows["length"].sum() or 1)
    return rows.assign(begins=begins, ends=ends, share=share)


def placed(rows: pd.DataFrame, paragraphs: pd.DataFrame) -> pd.DataFrame:
    """Rows with a locator, in the order in which they are read.

    Input: any table with paragraph, start, end; paragraphs (contract).
    Output: its columns, and begins, ends (characters read before its first and after its last
        one) and share (the part of the article read before it, 0 to 1). Rows that stand in
        boilerplate, or have no locator, are left out.
    """
    order = paragraphs_in_order(paragraphs)
    total = int(order["length"].sum()) or 1
    offsets = order.set_index("paragraph")["begins"]
    offset = rows["paragraph"].map(offsets).astype("Int64")
    begins = offset + rows["start"]
    table = rows.assign(
        begins=begins,
        ends=offset + rows["end"],
        share=begins.astype("Float64") / total,
    )
    table = table[table["begins"].notna()]
    return table.sort_values(["begins", "ends"], kind="stable", ignore_index=True)


def length(paragraphs: pd.DataFrame) -> int:
    """The length of the article in characters, boilerplate left out.

    Input: paragraphs (contract).
    """
    return int(paragraphs_in_order(paragraphs)["length"].sum())
