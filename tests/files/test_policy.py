import unicodedata

import pytest

from caicach.files.policy import DOCUMENTS, FilePolicy, clean_name, extension_of


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("Kế hoạch.docx", "Kế hoạch.docx"),
        (unicodedata.normalize("NFD", "Kế hoạch.docx"), "Kế hoạch.docx"),
        ("../../etc/passwd.txt", "passwd.txt"),
        (r"C:\Users\lan\Phụ lục.pdf", "Phụ lục.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT1.pdf", "_LPT1.pdf"),
        ("hoa\u202efdp.exe.docx", "hoafdp.exe.docx"),
        ("a\x00b\nc.txt", "abc.txt"),
        ("a:b?.pdf", "a_b_.pdf"),
        ("  . .pdf", "tep.pdf"),
        ("ten.", "ten"),
    ],
)
def test_names_become_such_that_every_system_can_write_them(given, kept):
    assert clean_name(given) == kept


def test_a_long_name_keeps_its_extension():
    name = clean_name("ă" * 400 + ".docx")
    assert len(name) == 150
    assert name.endswith(".docx")


def test_extensions_have_one_spelling():
    assert extension_of("Ảnh.JPEG") == "jpg"
    assert extension_of("không đuôi") == ""


def test_a_policy_says_what_the_file_field_accepts():
    assert ".docx" in DOCUMENTS.accept
    with pytest.raises(ValueError, match="exe"):
        FilePolicy(extensions=("exe",), most_bytes=1)
