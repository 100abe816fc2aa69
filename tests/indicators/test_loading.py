"""The indicators that come with the project, and the criteria sets that ask for them."""

import pytest
from django.core.management import call_command

from caicach.core.scoring.checks import check_set
from caicach.criteria.loading import SHIPPED_SETS, shipped_set
from caicach.indicators.loading import load_indicators, shipped_indicators
from caicach.indicators.models import Indicator, IndicatorKind
from caicach.indicators.queries import known_references

pytestmark = pytest.mark.django_db


def test_every_shipped_indicator_says_how_it_is_counted_and_where_that_stands():
    shipped = shipped_indicators()
    assert len({one.code for one in shipped}) == len(shipped) >= 30
    assert all(one.description and one.source_text and one.unit and one.valid_from for one in shipped)
    assert all(bool(one.numerator_label) == (one.kind == IndicatorKind.RATIO) for one in shipped)


def test_loading_again_changes_nothing_and_new_words_take_the_place_of_old_ones(capsys):
    count = len(shipped_indicators())
    assert load_indicators(by=None).new == count
    Indicator.objects.filter(code="duties_on_time").update(name="Tên cũ")
    told = load_indicators(by=None)
    assert (told.new, told.changed, told.same) == (0, 1, count - 1)
    call_command("load_indicators")
    assert f"0 new, 0 changed, {count} as before" in capsys.readouterr().out


def test_a_ratio_never_becomes_a_value():
    load_indicators(by=None)
    Indicator.objects.filter(code="satisfaction").update(
        kind=IndicatorKind.RATIO, numerator_label="tử", denominator_label="mẫu"
    )
    with pytest.raises(ValueError, match="code of its own"):
        load_indicators(by=None)


@pytest.mark.parametrize("key", SHIPPED_SETS)
def test_shipped_sets_name_known_indicators_only(key):
    load_indicators(by=None)
    assert check_set(shipped_set(key), known_indicators=known_references()) == []


def test_the_department_and_commune_sets_of_2026_get_most_inputs_that_others_hold():
    named = {key: {one.indicator for leaf in shipped_set(key).leaves() for one in leaf.inputs if one.indicator}
             for key in ("department-2026", "commune-2026")}  # fmt: skip
    assert (len(named["department-2026"]), len(named["commune-2026"])) == (45, 30)
