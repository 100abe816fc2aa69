"""Invented notices of conclusions: what each says, and what has to be read out of it."""

AGENCIES = frozenset({
    "Sở Nội vụ", "Sở Tài chính", "Sở Y tế", "Sở Khoa học và Công nghệ", "Văn phòng UBND tỉnh", "UBND các xã, phường",
    "các sở, ban, ngành", "UBND cấp xã", "Giám đốc Sở Y tế", "Sở Tư pháp",
})  # fmt: skip

# a paragraph, and its row: what, who, with whom, until when, product; None: nobody is given anything to do
PARAGRAPHS: list[tuple[str, tuple[str, str, str, str, str] | None]] = [
    ("THÔNG BÁO", None),
    ("Kết luận của Trưởng ban tại cuộc họp ngày 02/9/2026", None),
    ("Hồ sơ trễ hạn còn cao; Sở Y tế đã tổ chức đo lường hai lần.", None),
    ("- Giao thông nông thôn được cải thiện.", None),
    (
        "1. Giao Sở Nội vụ chủ trì, phối hợp với Sở Tài chính, Văn phòng UBND tỉnh rà soát các chỉ tiêu chưa đạt, "
        "hoàn thành trước ngày 15/10/2026.",
        (
            "Rà soát các chỉ tiêu chưa đạt", "Sở Nội vụ", "Sở Tài chính, Văn phòng UBND tỉnh",
            "trước ngày 15/10/2026", "",
        ),
    ),
    (
        "2. Yêu cầu UBND các xã, phường công bố danh mục thủ tục (thời hạn: 30/9/2026; sản phẩm: quyết định công bố).",
        ("Công bố danh mục thủ tục", "UBND các xã, phường", "", "30/9/2026", "Quyết định công bố"),
    ),
    (
        "Sở Khoa học và Công nghệ chủ trì xây dựng quy chế khai thác dữ liệu, trong quý IV/2026.",
        ("Xây dựng quy chế khai thác dữ liệu", "Sở Khoa học và Công nghệ", "", "trong quý IV/2026", ""),
    ),
    (
        "a) Về kinh phí: giao Sở Tài chính bố trí bổ sung.",
        ("Về kinh phí: bố trí bổ sung", "Sở Tài chính", "", "", ""),
    ),
    (  # nobody of this name: asked
        "Giao Sở Du lịch đẩy mạnh quảng bá trước ngày 01/12/2026.",
        ("Sở Du lịch đẩy mạnh quảng bá", "", "", "trước ngày 01/12/2026", ""),
    ),
    (  # two ends: asked
        "Ban Chỉ đạo yêu cầu các sở, ban, ngành và UBND cấp xã khắc phục tồn tại trước ngày 10/10/2026, báo cáo "
        "trước ngày 20/10/2026.",
        (
            "Khắc phục tồn tại trước ngày 10/10/2026, báo cáo trước ngày 20/10/2026",
            "các sở, ban, ngành và UBND cấp xã", "", "", "",
        ),
    ),
    (  # a day before the meeting is no end
        "Giao Sở Tư pháp rà soát hồ sơ tiếp nhận trước ngày 01/7/2026.",
        ("Rà soát hồ sơ tiếp nhận trước ngày 01/7/2026", "Sở Tư pháp", "", "", ""),
    ),
    (
        "Đề nghị Giám đốc Sở Y tế: kiểm tra các cơ sở khám chữa bệnh; phối hợp: Sở Tài chính.",
        ("Kiểm tra các cơ sở khám chữa bệnh", "Giám đốc Sở Y tế", "Sở Tài chính", "", ""),
    ),
]  # fmt: skip
