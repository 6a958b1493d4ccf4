"""Names that must fit: wrapped by measured width, and shortened where there is no room for all."""

from helpers.charts.frame import text_width, wrap

ELLIPSIS = " …"


def short(name: str, width: float, size: float, *, lines: int, bold: bool = False) -> list[str]:
    """A name in as many lines as there is room for; a name that is cut ends in an ellipsis.

    Input: the name, the width of a line and the type size in px, the lines there is room for.
    Output: one line or more; the chart's rows have the name whole.
    """
    wrapped = wrap(name, width, size, bold=bold)
    if len(wrapped) <= lines:
        return wrapped
    kept = wrapped[lines - 1]
    while len(kept) > 1 and text_width(kept + ELLIPSIS, size, bold=bold) > width:
        head, blank, _ = kept.rpartition(" ")
        kept = head if blank else kept[:-1]
    return [*wrapped[: lines - 1], kept + ELLIPSIS]
