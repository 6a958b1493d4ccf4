"""How many rows a chart draws: as many as can be read, fewer where the height is fixed."""

from collections.abc import Callable, Sequence

from helpers.charts.sizes import size

TALLEST = 840.0
"""The height in px that a title of two lines leaves in the largest of the sizes of fixed height."""


def rows_to_draw(limits: Sequence[int], height: Callable[[int], float]) -> int:
    """The most rows whose chart has room in the size that is being drawn.

    Input: the limits to try, the largest first; the height in px of a chart with so many rows.
    Output: one of the limits: the first where the height is free, the last if none has room.
    """
    if size().height is None:
        return limits[0]
    return next((limit for limit in limits if height(limit) <= TALLEST), limits[-1])
