"""What is wrong with a file of criteria, a sentence for each code, with the line where it stands."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from caicach.core.scoring.crosswalk import Change
from caicach.core.scoring.errors import SetProblem
from caicach.criteria.loading import BadContent, FileProblem
from caicach.criteria.sentences.parameter_words import CHANGE_LABELS
from caicach.ui.formats import DASH

SENTENCES = {
    "scoring.no_yaml": _("Không đọc được YAML: {says}."),
    "scoring.alias": _("Không dùng bí danh (&, *) của YAML: người đọc tệp dễ bỏ sót. Hãy viết đủ ra."),
    "scoring.unknown_tag": _("Không dùng nhãn kiểu {value} của YAML."),
    "scoring.repeated_key": _("Khóa này ghi hai lần ở cùng một chỗ."),
    "scoring.no_name": _("Thiếu tên khóa."),
    "scoring.no_list": _("Chỗ này phải là một danh sách."),
    "scoring.no_object": _("Chỗ này phải gồm các khóa và giá trị."),
    "scoring.unknown_shape": _("Không có dạng quy tắc “{value}”."),
    "scoring.unknown_field": _("Không có khóa này ở đây."),
    "scoring.missing_field": _("Thiếu giá trị bắt buộc này."),
    "scoring.not_understood": _("Không hiểu giá trị “{value}”."),
    "scoring.below_one": _("Giá trị {value} phải từ 1 trở lên."),
    "scoring.below_zero": _("Giá trị {value} phải lớn hơn 0."),
    "scoring.no_rate": _("{value} không phải tỷ lệ từ 0 đến 1."),
    "scoring.empty": _("Không được để trống."),
    "scoring.too_few": _("Có {value}, cần ít nhất hai."),
    "scoring.repeated": _("Bị lặp lại."),
    "scoring.repeated_code": _("Số này dùng cho hai tiêu chí."),
    "scoring.bands_do_not_ascend": _("Mức {value} không cao hơn mức trước nó."),
    "scoring.fewer_points_for_more": _("Làm tốt hơn lại được ít điểm hơn ({value})."),
    "scoring.top_is_not_maximum": _("Mức cao nhất được {top} điểm, tiêu chí ghi tối đa {maximum}."),
    "scoring.best_answer_is_not_one": _("Câu trả lời tốt nhất phải có trọng số 1, ở đây là {value}."),
    "scoring.digits_out_of_range": _("Số chữ số {value} phải từ 0 đến 8."),
    "scoring.no_source": _("Thiếu nguồn hoặc căn cứ."),
    "scoring.confirmed_without_source": _("Ghi là đã xác nhận nhưng không có nguồn."),
    "scoring.sum_is_not_maximum": _("Cộng các phần được {sum}, ghi tối đa {maximum}."),
    "scoring.rule_of_a_parent": _("Tiêu chí có tiêu chí con thì không có quy tắc riêng."),
    "scoring.kind_inside_a_tree": _("Tiêu chí con {value} khác loại với tiêu chí cha."),
    "scoring.unknown_criterion": _("Không có tiêu chí chấm điểm này."),
    "scoring.unknown_input": _("Quy tắc cần số liệu này nhưng chưa khai."),
    "scoring.unknown_indicator": _(
        "Sổ số liệu không có “{value}”. Chỉ số dạng tỷ lệ ghi kèm :numerator hoặc :denominator."
    ),
    "scoring.unused_input": _("Số liệu này được khai nhưng quy tắc không dùng."),
    "scoring.outside_beside_the_total": _("Điểm thưởng, điểm trừ không lấy từ khảo sát hay chỉ số khác."),
    "scoring.rule_may_not_apply": _("Quy tắc có thể cho “không áp dụng”, mà tiêu chí ghi áp dụng cho mọi cơ quan."),
    "scoring.too_deep": _("Các mục lồng nhau quá sâu."),
    "scoring.unknown_set": _("Không có bộ tiêu chí “{value}” bên cạnh tệp này."),
    "scoring.other_set": _("Ghi bộ {value}, ở đây là bộ {expected}."),
    "scoring.leaf_without_link": _("Tiêu chí này chưa có trong bảng đối chiếu."),
    "scoring.wrong_number_of_leaves": _("“{change}” không đi với {value} tiêu chí."),
    "scoring.name_differs": _("Ghi là giữ nguyên nhưng tên đã khác."),
    "scoring.maximum_differs": _("Điểm tối đa đã đổi từ {old} thành {new}."),
    "scoring.maximum_is_the_same": _("Ghi là đổi điểm nhưng điểm tối đa không đổi."),
    "scoring.rule_differs": _("Quy tắc chấm đã khác."),
    "scoring.example_differs": _("Ví dụ của {value} ghi {promised} điểm, quy tắc cho {points}."),
    "scoring.no_key": _("Mã “{value}” không dùng được. Chỉ dùng chữ không dấu, số, gạch nối, tối đa 80 ký tự."),
    "scoring.too_long": _("Dài {value} ký tự, tối đa {most}. Hãy viết gọn lại."),
    "scoring.impossible_year": _("Không có năm {value}. Ghi bốn chữ số, ví dụ 2026."),
    "scoring.too_many_digits": _("Điểm {value} phải dưới 10.000 và có nhiều nhất {most} chữ số sau dấu phẩy."),
    "scoring.no_workbook": _("Không đọc được bảng tính: {says}"),
    "scoring.sheet_missing": _("Thiếu trang “{value}”. Hãy thêm lại trang này từ tệp đã tải về."),
    "scoring.sheet_unknown": _("Không biết trang “{value}”. Các trang được đọc: {words}; hãy bỏ hoặc đổi tên trang."),
    "scoring.too_many_rows": _("Trang dài hơn {value} dòng. Hãy bỏ các dòng thừa."),
    "scoring.too_many_sheets": _("Tệp có {value} trang trở lên. Hãy bỏ các trang thừa."),
    "scoring.column_missing": _("Thiếu cột “{value}”. Hãy thêm lại cột, tiêu đề như tệp đã tải về."),
    "scoring.column_twice": _("Cột “{value}” có hai lần. Hãy bỏ một cột."),
    "scoring.column_unknown": _("Không biết cột “{value}”. Các cột được đọc: {words}."),
    "scoring.cell_outside": _("“{value}” nằm ngoài các cột của bảng. Hãy xóa ô này hoặc chuyển vào đúng cột."),
    "scoring.fact_unknown": _("Không biết mục “{value}”. Hãy giữ tên mục như tệp đã tải về."),
    "scoring.fact_twice": _("Mục “{value}” có hai lần. Hãy bỏ một dòng."),
    "scoring.fact_missing": _("Thiếu dòng “{value}”. Hãy thêm lại dòng này; không có thì để trống ô giá trị."),
    "scoring.no_figure": _("“{value}” không phải là một số. Ghi ví dụ 12 hoặc 1,5."),
    "scoring.no_day": _("“{value}” không phải là ngày. Ghi ngày/tháng/năm, ví dụ 31/12/2026."),
    "scoring.no_year": _("“{value}” không phải là năm. Ghi bốn chữ số, nhiều năm cách nhau bằng dấu chấm phẩy."),
    "scoring.no_level": _("Cấp “{value}” không phải là số từ 1 trở lên."),
    "scoring.level_jumps": _("Cấp {value} sâu hơn dòng trên quá một bậc; ở đây nhiều nhất là {most}."),
    "scoring.no_choice": _("“{value}” không có trong danh mục. Chọn một trong: {words}."),
    "scoring.parameters_without_shape": _("Có tham số mà chưa chọn cách chấm. Hãy chọn cách chấm hoặc xóa tham số."),
    "scoring.line_not_understood": _("Dòng {line} của ô: không hiểu “{value}”. Ghi theo một trong các dạng: {words}."),
    "scoring.line_twice": _("Dòng {line} của ô: “{value}” ghi hai lần."),
    "scoring.line_further_in": _("Dòng {line} của ô: “{value}” thụt vào mà không thuộc phần nào."),
    "scoring.piece_not_understood": _("Dòng {line} của ô: không hiểu giá trị “{value}”. Số ghi như 1,5 hoặc 80%."),
    "scoring.input_not_understood": _(
        "Dòng {line} của ô: “{value}” không đúng dạng “tên tắt: tên đủ | đơn vị | kỳ | nguồn”."
    ),
    "scoring.value_not_understood": _("Dòng {line} của ô: “{value}” không đúng dạng “tên tắt: giá trị”."),
    "scoring.band_not_understood": _("Dòng {line} của ô: “{value}” không đúng dạng “Tốt: từ 80%”."),
    "scoring.rounding_not_understood": _("“{value}” không đúng dạng “4 chữ số; nửa làm tròn lên”."),
    "scoring.quote_not_closed": _("Ngoặc kép mở mà không đóng: “{value}”."),
    "scoring.impossible_values": _("Giá trị trong ví dụ của {value} không dùng được."),
}


_FIGURES = {"sum", "maximum", "top", "points", "promised", "old", "new"}
_OF_FIGURES = {
    "too_many_digits",
    "below_zero",
    "no_rate",
    "bands_do_not_ascend",
    "fewer_points_for_more",
    "best_answer_is_not_one",
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem as it is shown. where: the line of a text or the cell of a sheet."""

    where: str
    place: str
    sentence: str


def problem_lines(bad: BadContent) -> list[ProblemLine]:
    """All problems of a file, in the order of its lines or of its cells."""
    return [_line(one) for one in sorted(bad.problems, key=lambda one: (one.line or 0, *_cell_order(one.cell)))]


def _cell_order(cell: str) -> tuple[str, int, str]:
    """Sheet by sheet and row by row, and in a row from left to right."""
    sheet, _mark, name = cell.partition("!")
    letters = name.rstrip("0123456789")
    return sheet, int(name[len(letters) :] or 0), letters.rjust(3)


def _line(found: FileProblem) -> ProblemLine:
    place = "" if found.cell else " › ".join(found.problem.place)
    return ProblemLine(found.cell or str(found.line or ""), place, problem_sentence(found.problem))


def problem_sentence(found: SetProblem) -> str:
    """What is wrong, in the language of the reader."""
    sentence = SENTENCES.get(found.code)
    params = {name: _shown(found.code, name, value) for name, value in found.params}
    return str(sentence).format(**params) if sentence else found.code


def _shown(code: str, name: str, value: str) -> str:
    """Figures with the decimal comma; numbers of criteria and words as they are."""
    if value == "None":
        return DASH
    if name == "change":
        return str(CHANGE_LABELS[Change(value)])
    is_figure = name in _FIGURES or (name == "value" and code.removeprefix("scoring.") in _OF_FIGURES)
    return value.replace(".", ",") if is_figure else value
