"""Keys by which two written forms of an agency's name are the same: tone places, abbreviations, signs."""

import re
import unicodedata

from caicach.core.text import squeeze

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SIGNS = re.compile(r"[^\w&]+")
_SHORT_FORMS = tuple(
    (re.compile(rf"(?<!\w)(?:{short})(?!\w)"), full)
    for short, full in (
        (r"ubmttqvn|ubmttq việt nam|ubmttq vn", "ủy ban mặt trận tổ quốc việt nam"),
        (r"ubmttq", "ủy ban mặt trận tổ quốc"),
        (r"mttqvn", "mặt trận tổ quốc việt nam"),
        (r"mttq", "mặt trận tổ quốc"),
        (r"ubnd", "ủy ban nhân dân"),
        (r"hđnd", "hội đồng nhân dân"),
        (r"đbqh", "đại biểu quốc hội"),
        (r"vp", "văn phòng"),
        (r"ttpvhcc|tt pvhcc|tt phục vụ hcc", "trung tâm phục vụ hành chính công"),
        (r"pvhcc|pv hcc", "phục vụ hành chính công"),
        (r"pt ?& ?th|ptth", "phát thanh và truyền hình"),
        (r"bhxh", "bảo hiểm xã hội"),
        (r"kbnn", "kho bạc nhà nước"),
        (r"chqs", "chỉ huy quân sự"),
        (r"bchqs", "bộ chỉ huy quân sự"),
        (r"bđbp", "bộ đội biên phòng"),
        (r"lđlđ", "liên đoàn lao động"),
        (r"lhpn", "liên hiệp phụ nữ"),
        (r"tand", "tòa án nhân dân"),
        (r"vksnd", "viện kiểm sát nhân dân"),
        (r"bql", "ban quản lý"),
        (r"kcn", "khu công nghiệp"),
        (r"cchc", "cải cách hành chính"),
        (r"cq", "cơ quan"),
        (r"nhnn", "ngân hàng nhà nước"),
    )
)
_DEPARTMENTS = tuple(
    (re.compile(rf"^((?:.* )?(?:sở|phòng)) (?:{short})$"), full)
    for short, full in (
        (r"nv", "nội vụ"),
        (r"tc", "tài chính"),
        (r"tp", "tư pháp"),
        (r"xd", "xây dựng"),
        (r"ct", "công thương"),
        (r"yt", "y tế"),
        (r"ngv", "ngoại vụ"),
        (r"gtvt", "giao thông vận tải"),
        (r"kh ?& ?đt|khđt", "kế hoạch và đầu tư"),
        (r"tt ?& ?tt|tttt", "thông tin và truyền thông"),
        (r"tn ?& ?mt|tnmt", "tài nguyên và môi trường"),
        (r"nn ?& ?ptnt|nnptnt", "nông nghiệp và phát triển nông thôn"),
        (r"nn ?& ?mt|nnmt", "nông nghiệp và môi trường"),
        (r"gd ?& ?đt|gdđt|gd đt", "giáo dục và đào tạo"),
        (r"kh ?& ?cn|khcn", "khoa học và công nghệ"),
        (r"dt ?& ?tg|dttg", "dân tộc và tôn giáo"),
        (r"vh ?tt ?& ?dl|vhttdl|vh tt và dl", "văn hóa thể thao và du lịch"),
        (r"lđ ?tb ?& ?xh|lđtbxh", "lao động thương binh và xã hội"),
    )
)
_LINKED = re.compile(r"\bcó liên quan\b")
_MANY = re.compile(r"^(?:các|những) ")
_OF_PROVINCE = re.compile(r"^ủy ban nhân dân tỉnh (\w.*)$")


def written_key(text: str) -> str:
    """The name in small letters with tones in one place and no signs: "Uỷ ban" and "ủy Ban" are one."""
    words = _SIGNS.sub(" ", squeeze(text).casefold()).split()
    return " ".join(_tone_last(word) for word in words)


def full_key(text: str) -> str:
    """The key with abbreviations written out, "các" and "có" left away: "Các Sở KH&ĐT" is one with the long form."""
    words = " ".join(_SIGNS.sub(" ", squeeze(text).casefold().replace("uỷ", "ủy")).split())
    for pattern, full in _SHORT_FORMS:
        words = pattern.sub(full, words)
    for pattern, full in _DEPARTMENTS:
        words = pattern.sub(rf"\1 {full}", words)
    words = _MANY.sub("", _LINKED.sub("liên quan", words.replace(" & ", " và ")))
    return written_key(words)


def province_in(texts: list[str]) -> str:
    """The name of the province, where one name among them is that of its People's Committee; else empty."""
    found = {match[1] for text in texts if (match := _OF_PROVINCE.match(_plain_committee(text)))}
    return written_key(found.pop()) if len(found) == 1 else ""


def _plain_committee(text: str) -> str:
    return re.sub(r"^ubnd\b", "ủy ban nhân dân", squeeze(text).casefold().replace("uỷ", "ủy"))


def _tone_last(word: str) -> str:
    """A syllable with its tone at its end: "hòa" and "hoà" give the same."""
    marks = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in marks if mark in _TONES)
    return unicodedata.normalize("NFC", "".join(mark for mark in marks if mark not in _TONES)) + tones
