"""Results of a publication: what counts, ranks, changes of rank, what is missing; the same bytes again and again."""

import subprocess
import sys
import zipfile
from dataclasses import replace
from decimal import getcontext, localcontext

import pytest

from caicach.core.publishing.bundle import AgencySaid, LeafSaid, canonical, results_of
from caicach.core.publishing.packing import code_files
from caicach.core.scoring.claims import Claim
from tests.core.publishing.bundles import Said, agency, bundle, data


def results(**more):
    return results_of(data(**more), data_sha256="")


def test_an_agency_has_its_points_share_rank_and_class():
    found = results()["agencies"]["B"]
    assert (found["exact"], found["published"], found["applicable"]) == ("8.5", "8.50", "10")
    assert (found["share"], found["rank"], found["band"]) == ("0.850000", 1, "Tốt")
    assert found["nodes"]["1"] == {"points": "4", "applicable": "5"}


def test_equal_shares_have_the_same_rank_and_the_next_one_is_skipped():
    ranks = {code: (one["rank"], one["is_tied"]) for code, one in results()["agencies"].items()}
    assert ranks["A"] == ranks["C"] == (2, True)
    assert ranks["D"] == (4, False)


def test_a_leaf_that_does_not_apply_shrinks_the_maximum():
    found = results()["agencies"]["D"]
    assert (found["applicable"], found["leaves"]["1.1"]["is_not_applicable"]) == ("7", True)


def test_what_is_missing_is_named_and_gives_no_share_and_no_rank():
    found = results()["agencies"]["E"]
    assert found["missing"] == ["1.2"]
    assert (found["share"], found["rank"], found["band"]) == (None, None, "")


def test_a_group_without_ranking_says_why_and_has_shares_only():
    everything = results()
    assert everything["groups"]["Xã"] == {"order": ["X"], "unranked": "mới sắp xếp"}
    assert everything["agencies"]["X"]["share"] == "0.900000"
    assert everything["agencies"]["X"]["rank"] is None


def test_a_change_of_rank_is_told_within_the_same_group_only():
    found = results()["agencies"]
    assert [found[code]["rank_change"] for code in "ABCD"] == [3, 0, None, None]


def test_a_group_stands_from_the_first_to_the_last_and_then_who_has_no_place():
    assert results()["groups"]["Sở"]["order"] == ["B", "A", "C", "D", "E"]


def test_every_word_on_a_leaf_stands_beside_what_counts():
    found = results()["agencies"]["B"]["leaves"]["2"]
    assert found["counts"] == "decided"
    assert found["points"] == "4.5"
    assert {stage: one["points"] for stage, one in found["said"].items()} == {
        "filled": "5", "appraised": "1", "decided": "4.5",
    }  # fmt: skip


def test_the_total_by_each_word_alone_stands_beside_what_counts():
    found = results()["agencies"]
    assert found["B"]["exact_by_stage"] == {"filled": "9", "appraised": "5"}
    assert found["D"]["exact_by_stage"]["filled"] is None


@pytest.mark.parametrize(
    "agencies",
    [
        (agency("A", 60), agency("A", 60)),
        (AgencySaid(code="A", name="A", leaves={"9.9": LeafSaid()}),),
        (agency("A", 60, l2=LeafSaid(counts="decided")),),
        (agency("A", 60, l2=LeafSaid(counts="filled", said={"filled": Said(claim=Claim(decided=6))})),),
    ],
)
def test_what_cannot_be_is_refused(agencies):
    with pytest.raises(ValueError, match=r"A|stands twice"):
        results(agencies=agencies)


def test_results_do_not_depend_on_the_arithmetic_of_whoever_computes():
    usual = canonical(results())
    with localcontext(getcontext()) as arithmetic:
        arithmetic.prec = 6
        assert canonical(results()) == usual


def test_results_do_not_depend_on_the_order_of_agencies_except_among_equals():
    turned = results(agencies=tuple(reversed(data().agencies)))
    assert turned["agencies"] == results()["agencies"]


def test_the_same_data_make_the_same_file():
    assert bundle().content == bundle().content
    assert bundle().sha256 != bundle(number=3).sha256


def test_a_bundle_recomputes_itself_with_the_standard_library_alone(tmp_path):
    (tmp_path / "bundle.zip").write_bytes(bundle().content)
    with zipfile.ZipFile(tmp_path / "bundle.zip") as archive:
        archive.extractall(tmp_path / "bundle")
    command = [sys.executable, "-I", "-S", str(tmp_path / "bundle" / "verify.py")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "KHỚP" in done.stdout
    changed = tmp_path / "bundle" / "results.json"
    changed.write_text(changed.read_text().replace('"8.50"', '"8.60"'))
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path)
    assert done.returncode == 1
    assert "result_differs results.json agencies B published" in done.stdout


def test_a_bundle_holds_all_program_text_that_it_imports():
    names = {name.removesuffix(".py").replace("/", ".").removesuffix(".__init__") for name in code_files()}
    for name, content in code_files().items():
        for line in content.decode().splitlines():
            if line.startswith("from caicach"):
                assert line.split()[1] in names, name


def test_the_number_of_a_former_publication_is_part_of_what_is_hashed():
    former = replace(data().corrects, reason="khác")
    assert bundle(corrects=former).sha256 != bundle().sha256
