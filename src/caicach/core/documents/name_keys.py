"""Keys by which two written forms of an agency's name are the same: tone places, abbreviations, signs."""

import re
import unicodedata

from caicach.core.text import squeeze

_TONES = "\u0300\u0309\u0303\u0301\u0323"
_SIGNS = re.compile(r"[^\w&]+")
_BETWEEN = re.compile(r"[^\w]+|(?<!\w)(?:và|các)(?!\w)")  # between the parts of a name nothing turns on these
_SHORT_FORMS = tuple(
    (re.compile(rf"(?<!\w)(?:{short})(?!\w)"), full)
    for short, full in (
        (r"ubmttqvn|ub ?mttq việt nam|ub ?mttq ?vn", "ủy ban mặt trận tổ quốc việt nam"),
        (r"ub ?mttq", "ủy ban mặt trận tổ quốc"),
        (r"mttqvn|mttq vn", "mặt trận tổ quốc việt nam"),
        (r"mttq", "mặt trận tổ quốc"),
        (r"vpubnd", "văn phòng ủy ban nhân dân"),
        (r"ubnd", "ủy ban nhân dân"),
        (r"hđnd", "hội đồng nhân dân"),
        (r"đbqh", "đại biểu quốc hội"),
        (r"vp", "văn phòng"),
        (r"ttpvhcc|tt pvhcc|tt phục vụ hcc", "trung tâm phục vụ hành chính công"),
        (r"pvhcc|pv hcc", "phục vụ hành chính công"),
        (r"pt ?th", "phát thanh truyền hình"),
        (r"bhxh", "bảo hiểm xã hội"),
        (r"kbnn", "kho bạc nhà nước"),
        (r"chqs", "chỉ huy quân sự"),
        (r"bchqs|bch quân sự(?= tỉnh)", "bộ chỉ huy quân sự"),
        (r"bđbp", "bộ đội biên phòng"),
        (r"lđlđ", "liên đoàn lao động"),
        (r"lhpn", "liên hiệp phụ nữ"),
        (r"ccb", "cựu chiến binh"),
        (r"tncs", "thanh niên cộng sản"),
        (r"tand", "tòa án nhân dân"),
        (r"vksnd", "viện kiểm sát nhân dân"),
        (r"thads", "thi hành án dân sự"),
        (r"bql", "ban quản lý"),
        (r"qlda", "quản lý dự án"),
        (r"kcn", "khu công nghiệp"),
        (r"cchc", "cải cách hành chính"),
        (r"cq", "cơ quan"),
        (r"nhnn", "ngân hàng nhà nước"),
        (r"ca(?= (?:tỉnh|phường|xã|đặc khu))", "công an"),
    )
)
_DEPARTMENTS = tuple(
    (re.compile(rf"^((?:.* )?(?:sở|phòng)) (?:{short})(?= tỉnh|$)"), full)
    for short, full in (
        (r"nv", "nội vụ"),
        (r"tc", "tài chính"),
        (r"tp", "tư pháp"),
        (r"xd", "xây dựng"),
        (r"ct", "công thương"),
        (r"yt", "y tế"),
        (r"ngv", "ngoại vụ"),
        (r"gtvt", "giao thông vận tải"),
        (r"kh ?đt", "kế hoạch đầu tư"),
        (r"tt ?tt", "thông tin truyền thông"),
        (r"tn ?mt", "tài nguyên môi trường"),
        (r"nn ?ptnt", "nông nghiệp phát triển nông thôn"),
        (r"nn ?mt", "nông nghiệp môi trường"),
        (r"gd ?đt", "giáo dục đào tạo"),
        (r"kh ?cn", "khoa học công nghệ"),
        (r"dt ?tg", "dân tộc tôn giáo"),
        (r"vh ?tt ?dl", "văn hóa thể thao du lịch"),
        (r"lđ ?tb ?xh", "lao động thương binh xã hội"),
    )
)
_LINKED = re.compile(r"\bcó liên quan\b")
_OF_PROVINCE = re.compile(r"^ủy ban nhân dân tỉnh (\w.*)$")


def written_key(text: str) -> str:
    """The name in small letters with tones in one place and no signs: "Uỷ ban" and "ủy Ban" are one."""
    words = _SIGNS.sub(" ", squeeze(text).casefold()).split()
    return " ".join(_tone_last(word) for word in words)


def full_key(text: str) -> str:
    """The key with abbreviations written out, "và", "các" and "có" left away: "Sở KH&ĐT" is one with the long form."""
    words = " ".join(_BETWEEN.sub(" ", squeeze(text).casefold().replace("uỷ", "ủy")).split())
    for pattern, full in _SHORT_FORMS:
        words = pattern.sub(full, words)
    for pattern, full in _DEPARTMENTS:
        words = pattern.sub(rf"\1 {full}", words)
    return written_key(_LINKED.sub("liên quan", words))


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
