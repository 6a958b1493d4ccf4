"""The sizes a chart comes in."""

import pytest

from helpers.charts.sizes import PROOF, SIZES, SizeError, attempts, size, use_size


def test_the_size_comes_back_after_the_block_even_after_an_error() -> None:
    with use_size("mobile"):
        with pytest.raises(RuntimeError), use_size("spread"):
            raise RuntimeError
        assert size().name == "mobile"
    assert size().name == "web"


def test_an_unknown_size_names_the_known_ones() -> None:
    with (
        pytest.raises(SizeError, match=r"'wide'.*web, mobile, square, column, spread"),
        use_size("wide"),
    ):
        pass


def test_a_square_is_tried_from_the_largest_type_to_the_smallest_and_stays_square() -> None:
    tried = attempts(SIZES["square"])
    widths = [one.width for one in tried]
    assert widths == sorted(set(widths))
    assert all(one.height == one.width and one.pixels == 1080 for one in tried)
    assert tried[0].scale > tried[-1].scale >= 1


@pytest.mark.parametrize("name", ["web", "mobile", "column", "spread"])
def test_a_size_that_grows_is_tried_once(name: str) -> None:
    assert attempts(SIZES[name]) == [SIZES[name]]


@pytest.mark.parametrize(("name", "millimetres"), [("column", 90), ("spread", 280)])
def test_a_printed_size_has_its_width_in_millimetres_and_300_dpi_at_2x(
    name: str, millimetres: float
) -> None:
    one = SIZES[name]
    assert one.width / 100 * 25.4 == pytest.approx(millimetres, abs=0.13)
    assert 2 * one.scale * 100 == pytest.approx(2 * PROOF * 100, rel=0.002) == 300
