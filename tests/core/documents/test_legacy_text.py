"""Letters of text files: encodings told apart, and old Vietnamese fonts turned into Unicode."""

import unicodedata

import pytest

from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.legacy_text import (
    TCVN3,
    VNI,
    converted,
    decode_text,
    encoding_of_font,
    legacy_encoding_of,
    shown_by,
    sure_encoding_of,
)
from tests.core.documents.hostile.texts import (
    IN_TCVN3,
    IN_VNI,
    SENTENCE,
    SENTENCE_IN_TCVN3,
    SENTENCE_IN_VNI,
    TABLE,
    windows_1258,
)

# All letters with their signs, as the standards and the font tables print them.
TCVN3_SIGNS = (
    "µ¸¶·¹ ¨»¾¼½Æ ©ÇÊÈÉË ® ÌÐÎÏÑ ªÒÕÓÔÖ ×ÝØÜÞ ßãáâä «åèæçé ¬êíëìî ïóñòô \xadõøö÷ù úýûüþ ¡¢§£¤¥¦",
    "àáảãạ ăằắẳẵặ âầấẩẫậ đ èéẻẽẹ êềếểễệ ìíỉĩị òóỏõọ ôồốổỗộ ơờớởỡợ ùúủũụ ưừứửữự ỳýỷỹỵ ĂÂĐÊÔƠƯ",
)
VNI_SIGNS = (
    "aø aù aû aõ aï aê aè aé aú aü aë aâ aà aá aå aã aä ñ eø eù eû eõ eï eâ eà eá eå eã eä ì í æ ó ò oø où oû oõ oï "
    "oâ oà oá oå oã oä ô ôø ôù ôû ôõ ôï uø uù uû uõ uï ö öø öù öû öõ öï yø yù yû yõ î AØ AÊ AÁ EÂ EÁ OÀ Ô ÔØ ÖÏ Ñ Î Ò",
    "à á ả ã ạ ă ằ ắ ẳ ẵ ặ â ầ ấ ẩ ẫ ậ đ è é ẻ ẽ ẹ ê ề ế ể ễ ệ ì í ỉ ĩ ị ò ó ỏ õ ọ "
    "ô ồ ố ổ ỗ ộ ơ ờ ớ ở ỡ ợ ù ú ủ ũ ụ ư ừ ứ ử ữ ự ỳ ý ỷ ỹ ỵ À Ă Ấ Ê Ế Ồ Ơ Ờ Ự Đ Ỵ Ị",
)


@pytest.mark.parametrize(("encoding", "signs"), [(TCVN3, TCVN3_SIGNS), (VNI, VNI_SIGNS)])
def test_every_letter_is_converted(encoding: str, signs: tuple[str, str]) -> None:
    old, new = signs
    assert converted(old, encoding).split() == new.split()


@pytest.mark.parametrize(("encoding", "old"), [(TCVN3, SENTENCE_IN_TCVN3), (VNI, SENTENCE_IN_VNI)])
def test_a_sentence_is_known_by_its_signs_and_converted(encoding: str, old: str) -> None:
    assert sure_encoding_of([old]) == encoding
    assert converted(old, encoding) == SENTENCE
    assert unicodedata.is_normalized("NFC", converted(old, encoding))


@pytest.mark.parametrize(("encoding", "old"), [(TCVN3, IN_TCVN3), (VNI, IN_VNI)])
def test_cells_are_converted_one_by_one(encoding: str, old: tuple[tuple[str, ...], ...]) -> None:
    assert tuple(tuple(converted(text, encoding) for text in row) for row in old) == TABLE


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("KÕ HO¹CH", "KẾ HOẠCH"),
        ("céng hßa x· héi chñ nghÜa viÖt nam", "cộng hòa xã hội chủ nghĩa việt nam"),
        ("Uû ban nh©n d©n TØNH L¹C XUY£N", "Uỷ ban nhân dân TỈNH LẠC XUYÊN"),
        ("§éc lËp - Tù do - H¹nh phóc", "Độc lập - Tự do - Hạnh phúc"),
    ],
)
def test_capitals_of_tcvn3_are_told_by_the_letters_around(old: str, new: str) -> None:
    assert converted(old, TCVN3) == new


UNICODE = {
    "vietnamese": SENTENCE,
    "vietnamese without marks": "Cai cach hanh chinh nam 2026 " * 9,
    "letters in pieces": unicodedata.normalize("NFC", unicodedata.normalize("NFD", SENTENCE)),
    "french": "Été comme hiver, où que l'on soit, la réforme avance à pas comptés: ça ira, dès août, à Besançon. " * 3,
    "german": "Größe und Übermaß für Straßen, Häuser, Bäume, Öfen und Äpfel; müde Möwen höhnen über grüne Hügel. " * 3,
    "spanish": "El niño español comió piña mañana, año tras año, en la montaña de Córdoba según él. " * 3,
    "swedish": "På en ö i en å står en häst på rött hö; så går det år efter år för små kråkor. " * 3,
    "icelandic": "Það er gott að búa á Íslandi, þótt veður sé vont; æðardúnn og hræðilegt öskufall. " * 3,
    "signs": "§ 5 ® © ¶ ± 20 °C, ½ kg; « x » — «5 rõ»",
    "empty": "",
}


@pytest.mark.parametrize("name", UNICODE)
def test_other_texts_are_left_as_they_are(name: str) -> None:
    assert sure_encoding_of([UNICODE[name]]) == ""


def test_old_and_new_letters_in_one_text_are_refused() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        sure_encoding_of([SENTENCE_IN_TCVN3 * 4, "đ ư ơ ă"])
    assert (refusal.value.code, refusal.value.params["encoding"]) == ("legacy_font", TCVN3)


def test_signs_that_give_hardly_any_syllables_are_no_old_font() -> None:
    assert sure_encoding_of(["x¨k©z ®qª «w¬b µ¶·¸¹p " * 9]) == ""


def test_signs_that_give_syllables_only_for_the_most_part_are_refused() -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        sure_encoding_of([SENTENCE_IN_TCVN3 + " x¨k©z ®qª «w¬b µ¶·¸¹p" * 3])
    assert refusal.value.code == "legacy_font"


def test_few_signs_are_no_sign() -> None:
    assert legacy_encoding_of("C¶i c¸ch") == ""


@pytest.mark.parametrize(
    ("font", "encoding"),
    [
        (".VnTime", TCVN3),
        (".VnTimeH", TCVN3),
        (".vnarial narrow", TCVN3),
        ("ABCDEF+.VnTime", TCVN3),
        ("VNI-Times", VNI),
        ("VNI-Helve-Condense", VNI),
        ("vni-times", VNI),
        ("Times New Roman", ""),
        ("Vni", ""),
        ("Arial", ""),
        ("", ""),
    ],
)
def test_a_font_tells_its_encoding(font: str, encoding: str) -> None:
    assert encoding_of_font(font) == encoding


def test_unicode_letters_in_an_old_font_stay() -> None:
    assert shown_by(".VnTime", "Cải cách được") == "Cải cách được"
    assert shown_by(".VnTime", "C¶i c¸ch") == "Cải cách"
    assert shown_by(".VnTimeH", "c¶i c¸ch") == "CẢI CÁCH"
    assert shown_by("Arial", "C¶i c¸ch") == "C¶i c¸ch"


LONG = "Kế hoạch cải cách hành chính năm 2026 của Ủy ban nhân dân tỉnh; đường, phường, ướt, ỷ lại.\r\n"
ENCODED = {
    "utf-8": LONG.encode(),
    "utf-8 with its mark": LONG.encode("utf-8-sig"),
    "utf-16": LONG.encode("utf-16"),
    "utf-16, big": b"\xfe\xff" + LONG.encode("utf-16-be"),
    "windows-1258": windows_1258(LONG),
    "utf-8 in pieces": unicodedata.normalize("NFD", LONG).encode(),
}


@pytest.mark.parametrize("name", ENCODED)
def test_a_text_reads_the_same_in_every_known_encoding(name: str) -> None:
    assert decode_text(ENCODED[name]) == LONG


@pytest.mark.parametrize(
    "content",
    [b"Th\xe1y \x81\x8d\x8f" * 20, b"\x81" * 200, "Московская".encode("cp1251") * 20, "漢字".encode("gb18030") * 20],
    ids=["odd", "controls", "cyrillic", "chinese"],
)
def test_other_encodings_are_refused(content: bytes) -> None:
    with pytest.raises(UnreadableDocument) as refusal:
        decode_text(content)
    assert refusal.value.code == "unknown_encoding"


def test_bytes_of_an_old_font_come_as_the_letters_that_the_font_redraws() -> None:
    assert decode_text(SENTENCE_IN_TCVN3.encode("latin-1")) == SENTENCE_IN_TCVN3
