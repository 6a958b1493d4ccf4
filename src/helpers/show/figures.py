"""Charts that anybody can read, with or without the picture.

What is put out is static HTML without style or script, so that it reads the same in an untrusted
notebook, in an export and in a diff; nothing in it is random.
"""

import base64

from helpers.charts.figure import ChartFigure
from helpers.charts.pictures import to_png
from helpers.charts.sizes import SIZES
from helpers.show.html import fill
from helpers.show.output import put, put_media
from helpers.show.tables import table_html


def show(figure: ChartFigure) -> None:
    """Show a chart: the picture with its alt text, and its rows as a table that opens.

    All that the picture says in words stands with the rows once more, as text.

    The picture stands in the output once more as image/png, for whatever shows no HTML, and the
    alt text as text/plain. Of a chart that has no rows only the title is shown, which says so.
    """
    if figure.rows.empty:
        sentence = f"{figure.title}."
        put(fill("sentence", text=sentence), sentence)
    else:
        put_media(chart_output(figure))


def chart_output(figure: ChartFigure) -> dict[str, str]:
    """What `show` puts out, by media type."""
    picture = base64.b64encode(to_png(figure)).decode("ascii")
    html = fill(
        "figure",
        figure=figure,
        picture=picture,
        width=SIZES[figure.size].width,
        source=figure.source.rstrip("."),
        credit=figure.credit.rstrip("."),
        table=table_html(figure.rows, figure.title, limit=None),
    )
    return {"text/html": str(html), "image/png": picture, "text/plain": figure.alt}
