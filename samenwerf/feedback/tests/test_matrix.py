"""Arithmetic on scores, for any scores."""

from hypothesis import given
from hypothesis import strategies as st

from samenwerf.feedback.matrix import Cell, to_discuss

levels = st.lists(st.sampled_from([None, 1, 2, 3, 4]), max_size=8).map(tuple)
cells = st.dictionaries(st.integers(0, 20), levels.map(Cell), max_size=8)


@given(levels)
def test_the_mean_lies_between_the_lowest_and_the_highest(given_levels):
    cell = Cell(given_levels)
    scored = [level for level in given_levels if level is not None]
    if scored:
        assert min(scored) <= cell.mean <= max(scored)
        assert cell.spread == max(scored) - min(scored)
    else:
        assert (cell.mean, cell.spread) == (None, 0)


@given(levels)
def test_not_enough_evidence_never_counts(given_levels):
    with_none = Cell((*given_levels, None))
    assert (with_none.mean, with_none.spread) == (Cell(given_levels).mean, Cell(given_levels).spread)


@given(levels, st.randoms())
def test_the_order_of_people_makes_no_difference(given_levels, random):
    mixed = list(given_levels)
    random.shuffle(mixed)
    one, other = Cell(given_levels), Cell(tuple(mixed))
    assert (one.mean, one.spread, one.lacks_evidence) == (other.mean, other.spread, other.lacks_evidence)


@given(cells)
def test_the_largest_disagreement_comes_first_and_nothing_is_lost(given_cells):
    order = to_discuss(given_cells)
    assert sorted(order) == sorted(given_cells)
    spreads = [given_cells[key].spread for key in order]
    assert spreads == sorted(spreads, reverse=True)


@given(cells)
def test_only_the_spread_orders_never_the_height(given_cells):
    mirrored = {
        key: Cell(tuple(None if level is None else 5 - level for level in cell.levels))
        for key, cell in given_cells.items()
    }
    assert to_discuss(mirrored) == to_discuss(given_cells)


def test_one_apart_is_no_split_and_two_is():
    assert not Cell((2, 3)).is_split
    assert Cell((2, 4)).is_split
    assert Cell((None, None)).lacks_evidence
    assert not Cell(()).lacks_evidence
