"""What is drawn in px: above all, that arcs between rows do not cross where they end."""

from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.charts.canvas import arc_depth, arc_ends, arc_point

ROWS = st.integers(0, 5)
PAIRS = st.lists(st.tuples(ROWS, ROWS).filter(lambda pair: pair[0] != pair[1]), max_size=12)


@given(PAIRS)
def test_arcs_that_share_a_row_never_cross_and_keep_the_gap_where_there_is_room(
    pairs: list[tuple[int, int]],
) -> None:
    room = 6.0 * max(len(pairs), 1)
    shifts = arc_ends(pairs, [room] * 6)
    heights = [
        sorted((100 * one + up, 100 * other + down))
        for (one, other), (up, down) in zip(pairs, shifts, strict=True)
    ]
    for (pair, one), (other, two) in combinations(zip(pairs, heights, strict=True), 2):
        if set(pair) & set(other):
            (a, b), (c, d) = one, two
            assert not a < c < b < d
            assert not c < a < d < b
    ends = sorted(end for pair in heights for end in pair)
    assert all(later - end >= 6 - 1e-9 for end, later in pairwise(ends))


def test_ends_move_together_where_a_row_is_too_low_for_the_gap() -> None:
    (first, _), (second, _) = arc_ends([(0, 1), (0, 1)], [4.0, 40.0])
    assert abs(first - second) == 2
    assert first + second == 0


def test_an_arc_over_more_rows_swings_further_out_up_to_the_room() -> None:
    depths = [arc_depth(rows, 9, 12, 100) for rows in range(10)]
    assert depths == sorted(depths)
    assert (depths[0], depths[9]) == (12, 100)


def test_a_point_on_an_arc_lies_between_its_ends_and_furthest_out_in_the_middle() -> None:
    assert arc_point(10, (0, 40), 30, 0) == (10, 0)
    assert arc_point(10, (0, 40), 30, 1) == (10, 40)
    assert arc_point(10, (0, 40), 30, 0.5) == pytest.approx((40, 20))
