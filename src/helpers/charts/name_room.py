"""Where on a map there is room for a name: what lies where in px, cell by cell."""

from collections.abc import Iterable
from math import ceil, cos, sin

import numpy as np

from helpers.charts.natural_earth import Box, Points

Cells = np.ndarray[tuple[int, ...], np.dtype[np.bool_]]

CELL = 3.0
"""Side of a cell, in px."""

ROOMS = (4.0, 2.5, 1.6, 1.0)
"""Room around a name inside an area, in its own sizes, from the most that is asked for."""


class NameRoom:
    """What is drawn on a map of some px: names and marks, not to be covered, and lines, better not.

    All lengths are in px from the lower left corner.
    """

    def __init__(self, width: float, height: float) -> None:
        """Begin with nothing on it."""
        self.width, self.height = width, height
        shape = (ceil(height / CELL), ceil(width / CELL))
        self.taken: Cells = np.zeros(shape, dtype=bool)
        self.lines: Cells = np.zeros(shape, dtype=bool)

    def take(self, box: Box) -> None:
        """Keep a rectangle free of names from now on."""
        self.taken[_cells(box)] = True

    def cross(self, line: Points) -> None:
        """Note where a line runs, so that names rather stand elsewhere."""
        rows, wide = self.lines.shape
        steps = (np.hypot(*np.diff(line, axis=0).T) / CELL).astype(int) + 1
        # A stretch far longer than the map is none that anybody sees.
        seen = np.flatnonzero(steps <= 4 * (rows + wide))
        which = np.repeat(seen, steps[seen] + 1)
        begun = np.repeat(np.cumsum(steps[seen] + 1) - steps[seen] - 1, steps[seen] + 1)
        along = (np.arange(len(which)) - begun) / steps[which]
        points = line[which] + along[:, np.newaxis] * (line[which + 1] - line[which])
        columns, down = (points / CELL).astype(int).T
        here = (columns >= 0) & (columns < wide) & (down >= 0) & (down < rows)
        self.lines[down[here], columns[here]] = True

    def is_free(self, box: Box) -> bool:
        """Whether a rectangle lies wholly on the map, and on no name and no mark."""
        held = box.x0 >= 2 and box.y0 >= 2
        held = held and box.x1 <= self.width - 2 and box.y1 <= self.height - 2
        return held and not self.taken[_cells(box)].any()

    def best(
        self, places: Iterable[tuple[float, Box]], *, air: tuple[float, float] = (0.0, 0.0)
    ) -> Box | None:
        """The best of the places for a name that are free, with so much air around them.

        Input: what each place costs, and the place; each cell of a line that it covers costs one
        more. Output: the first of those that cost least; None if none is free.
        """
        across, up = air
        free = [
            (cost + int(self.lines[_cells(box)].sum()), box)
            for cost, box in places
            if self.is_free(Box(box.x0 - across, box.y0 - up, box.x1 + across, box.y1 + up))
        ]
        return min(free, key=lambda one: one[0])[1] if free else None

    def crossed_turned(self, middle: Points, turn: float, width: float, height: float) -> int:
        """How many lines run through a name that is turned, in radians against the clock."""
        along = np.linspace(-width / 2, width / 2, max(int(width / CELL), 2))
        u, v = np.meshgrid(along, np.linspace(-height * 0.35, height * 0.35, 4))
        x = (middle[0] + u * cos(turn) - v * sin(turn)) / CELL
        y = (middle[1] + u * sin(turn) + v * cos(turn)) / CELL
        rows, wide = self.lines.shape
        columns, down = np.clip(x.astype(int), 0, wide - 1), np.clip(y.astype(int), 0, rows - 1)
        return int(self.lines[down, columns].sum())

    def middles(self) -> Points:
        """The middle of each cell, row by row."""
        rows, columns = self.taken.shape
        x, y = (np.arange(columns) + 0.5) * CELL, (np.arange(rows) + 0.5) * CELL
        return np.column_stack([grid.ravel() for grid in np.meshgrid(x, y)])

    def roomiest(self, inside: Cells, width: float, height: float) -> Box | None:
        """The place inside an area with the most room for a name, nearest to the area's middle.

        Input: for each cell, row by row, whether it lies in the area; the size of the name.
        """
        inside = inside.reshape(self.taken.shape)
        rows, columns = np.nonzero(inside)
        if not len(rows):
            return None
        # How many cells below and to the left of each corner are blocked.
        blocked = np.pad(np.cumsum(np.cumsum(self.taken | self.lines, 0), 1), ((1, 0), (1, 0)))
        for room in ROOMS:
            across = ceil((width / 2 + (room - 1) * 8) / CELL)
            up = ceil(height * room / 2 / CELL)
            low, high = rows - up, rows + up + 1
            left, right = columns - across, columns + across + 1
            fits = (low > 0) & (high < inside.shape[0]) & (left > 0) & (right < inside.shape[1])
            low, high, left, right = low[fits], high[fits], left[fits], right[fits]
            both = blocked[high, right] + blocked[low, left]
            free = both == blocked[low, right] + blocked[high, left]
            if free.any():
                x, y = columns[fits][free], rows[fits][free]
                best = np.argmin(np.hypot(x - np.median(columns), y - np.median(rows)))
                at_x, at_y = (float(each[best] + 0.5) * CELL for each in (x, y))
                return Box.around(at_x, at_y, width, height)
        return None


def _cells(box: Box) -> tuple[slice, slice]:
    left, low = max(int(box.x0 // CELL), 0), max(int(box.y0 // CELL), 0)
    right, high = max(ceil(box.x1 / CELL), 0), max(ceil(box.y1 / CELL), 0)
    return slice(low, high), slice(left, right)
