"""The words with which names of agencies begin and the names that hold a comma or "và" of their own."""

import re

UPPER = "A-Z" + "".join(letter for letter in map(chr, range(0xC0, 0x1EFA)) if letter.isupper())

HEADS = (
    "Thủ trưởng|Người đứng đầu|Phó Giám đốc|Giám đốc|Phó Chủ tịch|Chủ tịch|Phó Chánh|Chánh|Chỉ huy trưởng|Cục trưởng"
    "|Chi cục trưởng|Trưởng ban|Trưởng phòng|Trưởng Công an|Trưởng|Tổng Giám đốc|Tổng Biên tập|Hiệu trưởng|Bí thư"
    "|Lãnh đạo|Viện trưởng|Chánh án"
)
HEAD = re.compile(rf"(?:{HEADS})\b", re.IGNORECASE)

_NAMED = (  # need a name of their own after them: "Sở Nội vụ"; a bare "Trung tâm" within a list is a kind
    "Sở|Ban|Phòng|Trung tâm|Cục|Chi cục|Chi nhánh|Trạm|Trường|Bệnh viện|Bộ|Tổng cục|Viện|Học viện|Quỹ|Công ty"
    "|Tổng Công ty|Tập đoàn|Báo|Đài|Ngân hàng|Hội|Liên hiệp|Hiệp hội|Liên minh|Liên đoàn|Đoàn|Cổng|Trang|Tổ"
    "|Đội|Hạt|Nhà|Thư viện|Bảo tàng|Hội đồng|Đảng ủy|Đảng uỷ|Chi bộ|Đảng bộ|Ấp|Thôn|Khu phố"
    "|Cơ quan|Đơn vị|Trại|Công chức"
)
_WHOLE = (  # may stand alone
    "UBND|HĐND|UBMTTQ|MTTQ|UBMT|Ủy ban|Uỷ ban|Văn phòng|VP|Công an|Thanh tra|Kho bạc|Thuế|Hải quan|Bưu điện|Điện lực"
    "|Mặt trận|Tỉnh đoàn|Tỉnh Đoàn|Tỉnh ủy|Tỉnh uỷ"
    "|Thành ủy|Thành uỷ|Huyện ủy|Huyện uỷ|Thành đoàn|Huyện đoàn|Tòa án|Toà án"
    "|Viện kiểm sát|Viện Kiểm sát|Bảo hiểm xã hội|BHXH|KBNN|LĐLĐ|TAND|VKSND|BQL|BCH|CA|Bộ đội|Bộ CHQS"
    "|Quân sự|Thường trực|BĐBP|BCHQS|NHNN|NHCSXH|BQLDA|UBMTTQVN|MTTQVN|LHPN|VKSND|VNPT|Viettel|Vietcombank|Agribank"
    "|Bí thư|Chính phủ|Văn Phòng"
)
_LOWER = (  # begin an agency in lower case too
    "các|những|địa phương|tổ chức (?!thực|bộ máy|cán bộ)|đơn vị (?:có )?liên quan|cơ quan,? đơn vị|cơ quan liên quan"
    "|cơ quan có liên quan|đơn vị được|cơ quan được|sở [A-ZĐ]|tổ [A-ZĐ]|một số|toàn thể|cán bộ"
)
_PRESS = r"Báo và (?:Đài )?[Pp]hát thanh(?:,| -| và)? [Tt]ruyền hình"
KINDS_OF_MEMBER = "thuộc|trực thuộc|liên quan|có liên quan|và|chuyên môn thuộc|trên địa bàn"
START = re.compile(
    rf"(?:{_PRESS}|(?:{HEADS})\b|(?:{_WHOLE})\b|(?:{_NAMED})\s(?!(?:{KINDS_OF_MEMBER})\b)\S|(?:Các|Những)\s|(?:{_LOWER}))"
)
BARE_KIND = re.compile(rf"(?!{_PRESS})(?:{_NAMED}|Văn phòng|Thanh tra)(?:$|\s*[,;]|\s(?:{KINDS_OF_MEMBER})\b)")

COMPOUND = (  # names of departments that hold a comma or "và"
    "Văn hóa, Thể thao và Du lịch",
    "Văn hoá, Thể thao và Du lịch",
    "Văn hóa, Khoa học và Thông tin",
    "Văn hóa và Thể thao",
    "Văn hóa và Thông tin",
    "Lao động - Thương binh và Xã hội",
    "Lao động, Thương binh và Xã hội",
    "Nông nghiệp và Phát triển nông thôn",
    "Nông nghiệp và Môi trường",
    "Tài nguyên và Môi trường",
    "Khoa học và Công nghệ",
    "Thông tin và Truyền thông",
    "Giáo dục và Đào tạo",
    "Kế hoạch và Đầu tư",
    "Dân tộc và Tôn giáo",
    "Quy hoạch và Kiến trúc",
    "Quy hoạch - Kiến trúc",
    "Kinh tế, Hạ tầng và Đô thị",
    "Kinh tế và Hạ tầng",
    "Kinh tế - Hạ tầng",
    "Tài chính - Kế hoạch",
    "Văn hóa - Xã hội",
)
SIMPLE = (
    "Nội vụ",
    "Tài chính",
    "Tư pháp",
    "Xây dựng",
    "Công Thương",
    "Công thương",
    "Y tế",
    "Ngoại vụ",
    "Du lịch",
    "Giao thông vận tải",
    "Giao thông Vận tải",
    "Dân tộc",
)
SHORT = (
    r"NN ?& ?PTNT|NN ?& ?MT|NNMT|TN ?& ?MT|TNMT|TT ?& ?TT|TTTT|KH ?& ?ĐT|KHĐT|KH ?& ?CN|KHCN|GD ?& ?ĐT|GDĐT"
    r"|GD-ĐT|VH,? ?TT ?(?:&|và) ?DL|VHTT ?& ?DL|VHTTDL|LĐ ?- ?TB ?& ?XH|LĐTB ?& ?XH|LĐTBXH|GTVT|DT ?& ?TG"
    r"|NgV|NV|TC|TP|XD|CT|YT"
)
KNOWN = re.compile(
    "(?:" + "|".join(re.escape(name) for name in COMPOUND + SIMPLE) + rf"|(?:{SHORT}))(?=$|[\s,;.&/]|\s-)"
)
_OFFICE = (
    r"(?:Văn phòng|VP)\s(?:(?:Đoàn\s)?(?:ĐBQH|Đoàn đại biểu Quốc hội|đại biểu Quốc hội)(?:\svà|,|\s[-&])\s?)?"
    r"(?:HĐND|HDND|Hội đồng nhân dân)(?:(?:\svà|,|\s?[-&])\s?(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân))?"
)
PROTECTED = re.compile(  # one agency in spite of its "và" or comma
    "|".join([*map(re.escape, COMPOUND), r"VH, ?TT ?& ?DL", _OFFICE, _PRESS]), re.IGNORECASE
)
