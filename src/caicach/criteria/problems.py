"""What is wrong with a file of criteria, a sentence for each code, with the line where it stands."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from caicach.criteria.loading import BadContent, FileProblem

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
    "scoring.missing_field": _("Thiếu khóa bắt buộc này."),
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
    "scoring.impossible_values": _("Giá trị trong ví dụ của {value} không dùng được."),
}


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem as it is shown."""

    line: int | None
    place: str
    sentence: str


def problem_lines(bad: BadContent) -> list[ProblemLine]:
    """All problems of a file, in the order of its lines."""
    return sorted(map(_line, bad.problems), key=lambda one: one.line or 0)


def _line(found: FileProblem) -> ProblemLine:
    sentence = SENTENCES.get(found.problem.code)
    text = str(sentence).format(**dict(found.problem.params)) if sentence else found.problem.code
    return ProblemLine(found.line, " › ".join(found.problem.place), text)
