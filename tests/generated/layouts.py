"""Tables as provinces print them: which columns, in which order, under which headings."""

from tests.generated.paper import Column, Layout


def columns(*described: str) -> tuple[Column, ...]:
    """Columns from `field=heading/width` or `field=above>heading/width`."""
    found = []
    for text in described:
        field, _, rest = text.partition("=")
        heading, _, width = rest.rpartition("/")
        above, _, own = heading.rpartition(">")
        found.append(Column(field, own, float(width), above))
    return tuple(found)


NINE = columns(
    "mark=TT/8",
    "title=Nội dung/20",
    "standard=Tổ chức thực hiện/16",
    "product=Kết quả, sản phẩm/12",
    "lead=Trách nhiệm tham mưu, thực hiện>Chủ trì/10",
    "coordinating=Trách nhiệm tham mưu, thực hiện>Phối hợp/12",
    "start=Thời gian>Bắt đầu/8",
    "end=Thời gian>Kết thúc/8",
    "note=Ghi chú/6",
)
NINE_OTHER_WORDS = columns(
    "mark=STT/7",
    "title=Nhiệm vụ, hoạt động/20",
    "standard=Tiêu chuẩn hoàn thành/16",
    "product=Sản phẩm hoàn thành/12",
    "lead=Phân công>Cơ quan chủ trì/11",
    "coordinating=Phân công>Cơ quan phối hợp/12",
    "start=Thời gian thực hiện>Từ/8",
    "end=Thời gian thực hiện>Đến/8",
    "note=Ghi chú/6",
)
SIX = columns(
    "mark=STT/7",
    "title=Nội dung nhiệm vụ/28",
    "product=Sản phẩm dự kiến/18",
    "lead=Đơn vị chủ trì/14",
    "coordinating=Đơn vị phối hợp/18",
    "time=Thời gian hoàn thành/14",
)
SIX_RESULTS = columns(
    "mark=TT/6",
    "title=Nhiệm vụ/28",
    "product=Kết quả đầu ra/18",
    "lead=Cơ quan thực hiện/16",
    "coordinating=Cơ quan phối hợp/18",
    "time=Thời hạn/13",
)
BUDGET = columns(
    "mark=STT/7",
    "title=Nội dung/24",
    "product=Sản phẩm/15",
    "lead=Chủ trì/13",
    "coordinating=Phối hợp/16",
    "time=Thời gian hoàn thành/12",
    "budget=Kinh phí (triệu đồng)/9",
    "note=Ghi chú/6",
)
BUDGET_DONG = columns(
    "mark=STT/7",
    "title=Nội dung công việc/24",
    "product=Sản phẩm đầu ra/15",
    "lead=Cơ quan chủ trì/13",
    "coordinating=Cơ quan phối hợp/16",
    "time=Thời gian thực hiện/12",
    "budget=Dự kiến kinh phí (đồng)/11",
)
JOINT = columns(
    "mark=Số TT/6",
    "title=Nội dung công việc/26",
    "product=Kết quả cần đạt/18",
    "time=Thời gian thực hiện/14",
    "both=Phân công thực hiện/24",
)
JOINT_SIX = columns(
    "mark=TT/6",
    "title=Nội dung/26",
    "both=Trách nhiệm thực hiện/26",
    "product=Sản phẩm/16",
    "time=Thời gian hoàn thành/14",
    "note=Ghi chú/7",
)
MIXED = columns(
    "mark=TT/6",
    "time=Thời gian hoàn thành/13",
    "lead=Đơn vị chủ trì/14",
    "title=Nội dung nhiệm vụ/28",
    "product=Sản phẩm dự kiến/17",
    "coordinating=Đơn vị phối hợp/17",
)
MIXED_LATE = columns(
    "mark=STT/7",
    "title=Tên nhiệm vụ/26",
    "lead=Cơ quan chủ trì/14",
    "time=Tiến độ thực hiện/14",
    "coordinating=Cơ quan phối hợp/16",
    "product=Kết quả/16",
    "budget=Kinh phí (triệu đồng)/9",
)
EXTRA = columns(
    "mark=TT/6",
    "title=Nội dung nhiệm vụ/24",
    "blank=Căn cứ thực hiện/9",
    "standard=Yêu cầu cần đạt/16",
    "product=Sản phẩm/13",
    "lead=Chủ trì/12",
    "coordinating=Phối hợp/13",
    "time=Thời gian hoàn thành/11",
    "blank=Lãnh đạo theo dõi/8",
    "note=Ghi chú/6",
)
OWN_EIGHT = columns(
    "mark=STT/6",
    "title=Nhiệm vụ/22",
    "standard=Yêu cầu/16",
    "product=Sản phẩm/13",
    "lead=Đơn vị chủ trì/13",
    "coordinating=Đơn vị phối hợp/14",
    "time=Thời gian/11",
    "note=Ghi chú/6",
)
CRITERIA = columns(
    "mark=STT/6",
    "title=Lĩnh vực/Tiêu chí/Tiêu chí thành phần/20",
    "max=Điểm tối đa/7",
    "previous=Điểm đạt được năm 2025/8",
    "target=Mục tiêu năm 2026/8",
    "solutions=Nhiệm vụ, giải pháp/20",
    "lead=Trách nhiệm thực hiện>Chủ trì/12",
    "coordinating=Trách nhiệm thực hiện>Phối hợp/14",
    "note=Ghi chú/6",
)
CRITERIA_PLAIN = columns(
    "mark=STT/6",
    "title=Tiêu chí, tiêu chí thành phần/22",
    "max=Điểm chuẩn/7",
    "previous=Kết quả năm 2025/8",
    "target=Điểm phấn đấu năm 2026/8",
    "solutions=Giải pháp cải thiện/22",
    "lead=Cơ quan chủ trì/13",
    "coordinating=Cơ quan phối hợp/14",
)
SURVEY = columns(
    "mark=TT/6",
    "title=Nhiệm vụ/34",
    "lead=Thực hiện>Cơ quan chủ trì/20",
    "coordinating=Thực hiện>Cơ quan phối hợp/20",
    "time=Thời gian thực hiện/12",
    "note=Ghi chú/8",
)
NINE_LAYOUT = Layout(NINE, has_ordinals=True)
