"""Twenty-five ways of spoiling a bundle; each is found, and named."""

import json
import zipfile

import pytest

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.publishing.bundle import DATA, RESULTS, SUMS
from caicach.core.publishing.command import verify_command, verify_file
from caicach.core.publishing.packing import zipped
from caicach.core.publishing.verifying import sums_of
from tests.core.publishing.bundles import bundle


def unpacked(content: bytes, folder) -> dict[str, bytes]:
    (folder / "whole.zip").write_bytes(content)
    with zipfile.ZipFile(folder / "whole.zip") as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def swapped(file: str, before: str, after: str):
    """A defect: some words of a file are others."""

    def spoil(files):
        assert before.encode() in files[file]
        files[file] = files[file].replace(before.encode(), after.encode(), 1)

    return spoil


def plainly(file: str, change):
    """A defect: something in the plain data is otherwise, and written in the right way."""

    def spoil(files):
        plain = json.loads(files[file])
        change(plain)
        text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        files[file] = (text + "\n").encode()

    return spoil


def removed(name: str):
    return lambda files: files.pop(name)


def added(name: str, content: bytes = b"x"):
    return lambda files: files.__setitem__(name, content)


def in_agency(place: int, name: str, value):
    return plainly(DATA, lambda plain: plain["agencies"][place].__setitem__(name, value))


def claim_of(place: int, code: str, stage: str):
    return lambda plain: plain["agencies"][place]["leaves"][code]["said"][stage]["claim"]


def _change_claim(plain):
    claim_of(0, "1.1", "appraised")(plain)["values"]["a"] = "61"


def _change_self_claim(plain):
    claim_of(1, "2", "filled")(plain)["values"]["a"] = "89"


def _change_rule(plain):
    plain["set"]["criteria"][0]["children"][0]["rule"]["ratio"]["part"] = "b"


def _drop_agency(plain):
    plain["agencies"].pop()


def _points(value):
    return plainly(RESULTS, lambda plain: plain["agencies"]["B"]["leaves"]["2"].__setitem__("points", value))


DEFECTS = {
    "a changed claim": (plainly(DATA, _change_claim), "result_differs", "1.1"),
    "a changed claim that does not count": (plainly(DATA, _change_self_claim), "result_differs", "2"),
    "changed points": (_points("4.6"), "result_differs", "2"),
    "points as a float": (swapped(RESULTS, '"published":"8.50"', '"published":8.50'), "not_understood", RESULTS),
    "a changed rank": (swapped(RESULTS, '"rank":4', '"rank":3'), "result_differs", "D"),
    "a changed class": (swapped(RESULTS, '"band":"Tốt"', '"band":"Khá"'), "result_differs", "band"),
    "a changed rule": (plainly(DATA, _change_rule), "set_differs", "set"),
    "a changed maximum": (swapped(DATA, '"max_score":"5"', '"max_score":"6"'), "set_differs", "set"),
    "a changed name": (in_agency(0, "name", "Sở Z"), "result_differs", "A"),
    "a changed group": (in_agency(3, "group", "Ban"), "result_differs", "group"),
    "a changed reason": (swapped(DATA, "thiếu văn bản", "thiếu chữ ký"), "result_differs", "data_sha256"),
    "a changed former rank": (swapped(DATA, '"rank":5', '"rank":6'), "result_differs", "rank_change"),
    "an agency left out": (plainly(DATA, _drop_agency), "result_differs", "X"),
    "a field that nobody knows": (in_agency(0, "points", "9"), "scoring.unknown_field", "points"),
    "an impossible claim": (swapped(DATA, '"decided":"4.5"', '"decided":"45"'), "not_computable", DATA),
    "a name that stands twice": (swapped(DATA, '"number":2', '"number":2,"number":2'), "not_understood", DATA),
    "other white space": (swapped(DATA, '"number":2', '"number": 2'), "written_otherwise", DATA),
    "another format": (swapped(DATA, "publication/1", "publication/9"), "format_not_known", "format"),
    "another text of the method": (swapped("method.md", "Cách", "Kiểu"), "hash_differs_from_the_data", "method.md"),
    "another program": (swapped("verify.py", "return 1", "return 0"), "hash_differs_from_the_data", "verify.py"),
    "an extra file": (added("them.txt"), "file_is_unknown_to_the_data", "them.txt"),
    "a missing file": (removed("README.md"), "file_is_missing", "README.md"),
    "no data": (removed(DATA), "file_is_missing", DATA),
    "no results": (removed(RESULTS), "file_is_missing", RESULTS),
    "endless nesting": (added(DATA, b"[" * 200_000), "not_understood", DATA),
}


def spoilt(tmp_path, defect, *, sums_too: bool):
    files = unpacked(bundle().content, tmp_path)
    defect(files)
    if sums_too:
        files.pop(SUMS)
        files[SUMS] = sums_of(files)
    path = tmp_path / "spoilt.zip"
    path.write_bytes(zipped(files))
    return path


def test_a_sound_bundle_is_found_sound(tmp_path):
    (tmp_path / "a.zip").write_bytes(bundle().content)
    verified = verify_file(tmp_path / "a.zip", sha256=bundle().sha256.upper())
    assert (verified.differences, verified.sha256, verified.version) == ([], bundle().sha256, "0.1.0")


@pytest.mark.parametrize("name", DEFECTS)
def test_a_defect_is_found_and_named_even_when_the_hashes_were_written_anew(tmp_path, name):
    defect, code, place = DEFECTS[name]
    found = verify_file(spoilt(tmp_path, defect, sums_too=True)).differences
    assert any(one.code == code and place in (*one.place, one.file) for one in found), found


@pytest.mark.parametrize("name", [name for name in DEFECTS if name not in ("an extra file", "a missing file")])
def test_a_changed_file_does_not_have_its_hash_any_more(tmp_path, name):
    found = verify_file(spoilt(tmp_path, DEFECTS[name][0], sums_too=False)).differences
    assert {one.code for one in found} & {"hash_differs", "file_is_missing"}


@pytest.mark.parametrize(
    ("text", "code"),
    [("", "file_is_not_listed"), ("abc  data.json\n", "line_not_understood"), (None, "file_is_missing")],
)
def test_a_list_of_hashes_that_is_none_is_found(tmp_path, text, code):
    change = removed(SUMS) if text is None else added(SUMS, text.encode())
    found = verify_file(spoilt(tmp_path, change, sums_too=False)).differences
    assert code in {one.code for one in found}


def test_program_text_that_was_changed_together_with_its_hashes_is_not_the_one_installed(tmp_path):
    files = unpacked(bundle().content, tmp_path)
    name = "caicach/core/scoring/rounding.py"
    before = json.loads(files[DATA])["files"][name]
    files[name] = files[name].replace(b"ROUND_HALF_UP", b"ROUND_HALF_DOWN")
    after = sums_of({name: files[name]}).split()[0].decode()
    files[DATA] = files[DATA].replace(before.encode(), after.encode())
    path = spoilt(tmp_path, lambda held: held.update(files), sums_too=True)
    found = verify_file(path).differences
    assert ("code_differs", name) in {(one.code, one.file) for one in found}
    assert [one.code for one in verify_file(path, sha256=bundle().sha256).differences][0] == "other_bundle"


def test_a_bundle_that_agrees_with_itself_is_still_not_the_one_of_the_decision(tmp_path):
    (tmp_path / "a.zip").write_bytes(bundle(number=3).content)
    found = verify_file(tmp_path / "a.zip", sha256=bundle().sha256).differences
    assert [one.code for one in found] == ["other_bundle"]


@pytest.mark.parametrize("entry", ["../data.json", "/etc/passwd", "C:\\x", "a\\..\\b"])
def test_names_that_lead_out_of_the_bundle_are_refused(tmp_path, entry):
    (tmp_path / "a.zip").write_bytes(zipped({entry: b"x"}))
    with pytest.raises(UnreadableDocument):
        verify_file(tmp_path / "a.zip")


@pytest.mark.parametrize(
    "spoil", [lambda c: c[:-40], lambda c: c[40:], lambda c: c + b"x", lambda c: b"", lambda c: b"PK"]
)
def test_a_file_that_is_cut_or_grown_is_refused(tmp_path, spoil):
    (tmp_path / "a.zip").write_bytes(spoil(bundle().content))
    with pytest.raises(UnreadableDocument):
        verify_file(tmp_path / "a.zip")


def test_a_bomb_is_refused(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(DATA, b"0" * 20_000_000)
    with pytest.raises(UnreadableDocument):
        verify_file(tmp_path / "a.zip")


def test_the_command_says_what_differs_and_ends_accordingly(tmp_path, capsys):
    (tmp_path / "a.zip").write_bytes(bundle().content)
    assert verify_command([str(tmp_path / "a.zip")]) == 0
    assert "byte for byte" in capsys.readouterr().out
    spoilt(tmp_path, DEFECTS["changed points"][0], sums_too=True)
    assert verify_command([str(tmp_path / "spoilt.zip"), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert told["same"] is False
    assert told["differences"][0]["place"] == ["agencies", "B", "leaves", "2", "points"]
    (tmp_path / "b.zip").write_bytes(b"no zip at all")
    assert verify_command([str(tmp_path / "b.zip")]) == 3
    assert verify_command([str(tmp_path / "none.zip")]) == 64


def test_a_bundle_of_another_version_is_said_to_be_one_where_it_differs(tmp_path, capsys):
    def spoil(files):
        plainly(DATA, lambda plain: plain.__setitem__("version", "9.9"))(files)

    spoilt(tmp_path, spoil, sums_too=True)
    assert verify_command([str(tmp_path / "spoilt.zip")]) == 1
    assert "Computed by 9.9" in capsys.readouterr().out
