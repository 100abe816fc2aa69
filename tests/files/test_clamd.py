"""What is said to clamd and what is heard, over a true socket; and with a true clamd where there is one."""

import io
import shutil
import subprocess
from pathlib import Path

import pytest

from caicach.files.clamd import Clamd, NoAnswerError, Scanned, Verdict, is_address, verdict_of
from tests.files.fake_clamd import fake_clamd, free_port, wait_for

MARK = b"CAICACH-TEST-VIRUS"


def scan(address, content=b"words", seconds=5.0):
    return Clamd(address, seconds=seconds).scan(io.BytesIO(content))


@pytest.mark.parametrize(
    ("says", "expected"),
    [
        ("OK", Scanned(Verdict.CLEAN)),
        ("Eicar-Test-Signature FOUND", Scanned(Verdict.INFECTED, "Eicar-Test-Signature")),
        (
            "Heuristics.Limits.Exceeded.MaxFileSize FOUND",
            Scanned(Verdict.UNSCANNABLE, "Heuristics.Limits.Exceeded.MaxFileSize"),
        ),
        ("Heuristics.Encrypted.PDF FOUND", Scanned(Verdict.UNSCANNABLE, "Heuristics.Encrypted.PDF")),
        ("Can't allocate memory ERROR", Scanned(Verdict.UNSCANNABLE, "Can't allocate memory")),
    ],
)
def test_each_answer_has_its_verdict(says, expected):
    with fake_clamd(lambda content: says) as (address, heard):
        assert scan(address) == expected
    assert heard == [b"words"]


def test_a_long_stream_comes_whole_over_a_unix_socket(tmp_path):
    content = bytes(range(256)) * 2000
    with fake_clamd(lambda content: "OK", path=tmp_path / "clamd") as (address, heard):
        assert scan(address, content).verdict == Verdict.CLEAN
        assert Clamd(address).version().startswith("ClamAV 1.4.6")
    assert heard == [content]


def test_a_stream_that_is_too_long_for_clamd_cannot_be_scanned():
    with fake_clamd(lambda content: "OK", most_bytes=100_000) as (address, heard):
        assert scan(address, b"a" * 5_000_000).verdict == Verdict.UNSCANNABLE
    assert heard == []


@pytest.mark.parametrize("how", ["hang up", "half", "something else"])
def test_an_answer_that_is_none_is_no_verdict(how):
    with fake_clamd(lambda content: how) as (address, _heard), pytest.raises(NoAnswerError):
        scan(address)


def test_a_clamd_that_takes_too_long_gives_no_verdict():
    with fake_clamd(lambda content: "slow") as (address, _heard), pytest.raises(NoAnswerError):
        scan(address, seconds=0.2)


def test_a_clamd_that_is_not_there_gives_no_answer(tmp_path):
    for address in (f"tcp:127.0.0.1:{free_port()}", f"unix:{tmp_path}/nothing"):
        with pytest.raises(NoAnswerError):
            scan(address)
        with pytest.raises(NoAnswerError):
            Clamd(address).version()


def test_only_two_forms_are_addresses():
    assert all(map(is_address, ["unix:/run/clamav/clamd.ctl", "tcp:127.0.0.1:3310", "tcp:[::1]:3310"]))
    assert not any(map(is_address, ["", "on", "unix:run", "tcp:clamd", "tcp::3310", "http://a:1", "tcp:a:b"]))
    with pytest.raises(ValueError, match="no address"):
        Clamd("clamd")


def test_an_empty_answer_is_no_verdict():
    with pytest.raises(NoAnswerError):
        verdict_of("")


@pytest.fixture
def true_clamd(tmp_path):
    """A clamd with one signature of our own and a limit of 1 MB."""
    program = shutil.which("clamd") or shutil.which("/usr/sbin/clamd")
    if program is None:
        pytest.skip("no clamd on this machine: apt-get install clamav-daemon")
    base, place = tmp_path / "signatures", tmp_path / "clamd.sock"
    base.mkdir()
    (base / "own.ndb").write_text(f"Caicach-Test-Signature:0:*:{MARK.hex()}\n")
    limits = "StreamMaxLength 1M\nMaxFileSize 1M\nMaxScanSize 1M\nAlertExceedsMax yes\n"
    settings = tmp_path / "clamd.conf"
    settings.write_text(f"LocalSocket {place}\nDatabaseDirectory {base}\nForeground yes\n{limits}")
    process = subprocess.Popen([program, "-c", str(settings)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(Path(place))
        yield f"unix:{place}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def test_a_true_clamd_is_understood(true_clamd):
    assert Clamd(true_clamd).version().startswith("ClamAV")
    assert scan(true_clamd) == Scanned(Verdict.CLEAN)
    assert scan(true_clamd, b"words " + MARK).verdict == Verdict.INFECTED
    assert "Caicach-Test-Signature" in scan(true_clamd, b"words " + MARK).says
    assert scan(true_clamd, b"a" * 5_000_000).verdict == Verdict.UNSCANNABLE
