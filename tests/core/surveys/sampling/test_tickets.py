import subprocess
import sys
from hashlib import sha256

import pytest

from caicach.core.surveys.sampling.errors import BadSample
from caicach.core.surveys.sampling.tickets import Urn, checked_seed


def test_a_ticket_is_what_the_documentation_says():
    named = b"16:caicach.sample.1" + b"5:order" + b"4:2026" + b"6:Mi\xe1\xbb\x81n" + b"2:n1" + b"h-07"
    assert Urn("2026", "order", ("Miền", "n1")).ticket("h-07") == sha256(named).digest()


def test_tickets_do_not_depend_on_the_run():
    asked = (
        "from caicach.core.surveys.sampling.tickets import Urn;"
        "print(Urn('2026', 'order', ('north',)).ticket('h-07').hex())"
    )
    runs = {
        subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, env=env).stdout
        for env in ({"PYTHONHASHSEED": "1"}, {"PYTHONHASHSEED": "2", "PYTHONUTF8": "0", "LC_ALL": "C"})
    }
    assert runs == {f"{Urn('2026', 'order', ('north',)).ticket('h-07').hex()}\n"}


def test_places_next_to_each_other_do_not_run_together():
    assert Urn("1", "order", ("ab", "c")).ticket("x") != Urn("1", "order", ("a", "bc")).ticket("x")
    assert Urn("1", "order", ("a",)).ticket("bx") != Urn("1", "order", ("ab",)).ticket("x")


def test_numbers_below_a_limit_are_equally_likely():
    found = [Urn(str(seed), "start", ()).number_below(7) for seed in range(7_000)]
    assert set(found) == set(range(7))
    assert all(abs(found.count(number) - 1_000) < 4 * 29.3 for number in range(7))  # sd: sqrt(7000 * 6/49) = 29.3


@pytest.mark.parametrize("seed", ["", " ", " 2026", "2026 ", "a  b", "a\nb", "a\u200bb", "\ud800"])
def test_a_seed_that_cannot_be_printed_and_typed_again_is_refused(seed):
    with pytest.raises(BadSample, match="seed_not_printable"):
        checked_seed(seed)


def test_a_seed_with_accents_is_the_same_however_they_are_typed():
    assert checked_seed("Đợt 1") == checked_seed("Đợt 1")
