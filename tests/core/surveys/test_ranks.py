from caicach.core.surveys.ranks import Places, possible_places


def test_overlapping_intervals_share_their_places():
    found = possible_places({"a": (80, 90), "b": (75, 82), "c": (60, 70), "d": (69, 76), "e": None})
    assert found == {"a": Places(1, 2), "b": Places(1, 3), "c": Places(3, 4), "d": Places(2, 4), "e": None}


def test_units_apart_have_one_place_each_and_equal_ones_all():
    assert possible_places({"a": (1, 2), "b": (3, 4)}) == {"a": Places(2, 2), "b": Places(1, 1)}
    assert possible_places({"a": (1, 1), "b": (1, 1)}) == {"a": Places(1, 2), "b": Places(1, 2)}
