"""What the core finds wrong with a questionnaire, in words with the place at which it is to be put right."""

from collections.abc import Mapping
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from caicach.core.surveys.questionnaire import Fault, Kind
from caicach.core.surveys.versions import Fate
from caicach.core.surveys.xlsform.rows import Problem

KINDS: Mapping[Kind, Promise] = {
    Kind.SELECT_ONE: gettext_lazy("chọn một"),
    Kind.SELECT_MULTIPLE: gettext_lazy("chọn nhiều"),
    Kind.INTEGER: gettext_lazy("số nguyên"),
    Kind.DECIMAL: gettext_lazy("số thập phân"),
    Kind.TEXT: gettext_lazy("chữ"),
    Kind.DATE: gettext_lazy("ngày"),
    Kind.NOTE: gettext_lazy("lời dẫn"),
    Kind.CALCULATE: gettext_lazy("tính ra"),
}

FATES: Mapping[Fate, Promise] = {
    Fate.SAME: gettext_lazy("giữ nguyên"),
    Fate.RENAMED: gettext_lazy("đổi mã"),
    Fate.REWORDED: gettext_lazy("đổi lời"),
    Fate.DROPPED: gettext_lazy("bỏ"),
    Fate.NEW: gettext_lazy("mới"),
}

COLUMNS: Mapping[str, Promise] = {
    "type": gettext_lazy("loại"),
    "name": gettext_lazy("mã"),
    "label": gettext_lazy("lời hỏi"),
    "hint": gettext_lazy("gợi ý"),
    "relevant": gettext_lazy("điều kiện hỏi"),
    "required": gettext_lazy("bắt buộc"),
    "constraint": gettext_lazy("ràng buộc"),
    "constraint_message": gettext_lazy("lời nhắc khi sai"),
    "calculation": gettext_lazy("phép tính"),
    "appearance": gettext_lazy("cách hiện"),
    "factor": gettext_lazy("yếu tố"),
    "satisfied": gettext_lazy("lựa chọn là hài lòng"),
    "counted": gettext_lazy("lựa chọn được tính"),
    "list_name": gettext_lazy("danh sách lựa chọn"),
    "part": gettext_lazy("phần"),
    "part_label": gettext_lazy("tên phần"),
    "default_language": gettext_lazy("ngôn ngữ"),
    "form_id": gettext_lazy("mã phiếu"),
}

_WHY: Mapping[str, Promise] = {
    "no_language": gettext_lazy("phiếu chưa có chữ nào."),
    "mixed_languages": gettext_lazy("có cột ghi ngôn ngữ và cột không ghi. Ghi ngôn ngữ ở mọi cột chữ."),
    "no_question": gettext_lazy("phiếu chưa có câu nào để trả lời."),
    "deep": gettext_lazy("nhóm lồng quá tám lớp."),
    "twice": gettext_lazy("mã “{found}” có hai lần."),
    "bad_name": gettext_lazy("mã “{found}” không hợp lệ: bắt đầu bằng chữ không dấu, không có khoảng trắng."),
    "kept_name": gettext_lazy("mã “{found}” dành riêng cho bài trả lời gửi từ máy: chọn mã khác."),
    "answer_in_words": gettext_lazy("chưa hỗ trợ chèn câu trả lời vào lời: bỏ dấu đô la và tên trong ngoặc nhọn."),
    "no_words": gettext_lazy("thiếu chữ bằng ngôn ngữ “{found}”."),
    "no_such_language": gettext_lazy("ngôn ngữ “{found}” không có trong phiếu."),
    "long": gettext_lazy("chữ dài quá 5.000 ký tự."),
    "no_choice": gettext_lazy("danh sách “{found}” chưa có lựa chọn."),
    "no_factor": gettext_lazy("phần “{found}” chưa có yếu tố."),
    "no_member": gettext_lazy("nhóm “{found}” chưa có câu nào."),
    "out_of_place": gettext_lazy("không dùng được ở loại “{found}”."),
    "no_calculation": gettext_lazy("câu tính ra cần có phép tính."),
    "no_list": gettext_lazy("không có danh sách lựa chọn “{found}”."),
    "no_such_choice": gettext_lazy("không có lựa chọn “{found}” trong danh sách."),
    "no_such_factor": gettext_lazy("không có yếu tố “{found}”."),
    "no_satisfied": gettext_lazy("câu tính vào yếu tố phải là câu chọn một, có ghi lựa chọn nào là hài lòng."),
    "not_counted": gettext_lazy("“{found}” là hài lòng thì cũng phải được tính."),
    "own_answer": gettext_lazy("dấu chấm (câu trả lời của chính câu này) chỉ dùng trong ràng buộc."),
    "not_earlier": gettext_lazy("“{found}” không phải là câu đứng trước câu này."),
    "expression_letter": gettext_lazy("không hiểu ký tự “{found}” ở vị trí {at}."),
    "expression_end": gettext_lazy("biểu thức chưa hết."),
    "expression_order": gettext_lazy("không hiểu “{found}” ở vị trí {at}."),
    "expression_long": gettext_lazy("biểu thức quá dài."),
    "expression_deep": gettext_lazy("biểu thức lồng quá nhiều lớp."),
    "expression_number": gettext_lazy("số “{found}” quá lớn."),
    "expression_function": gettext_lazy("chưa hỗ trợ hàm “{found}”."),
    "expression_arguments": gettext_lazy("hàm “{found}” sai số lượng tham số."),
    "sheet": gettext_lazy("chưa hỗ trợ trang tính “{found}”."),
    "no_sheet": gettext_lazy("thiếu trang tính “survey”. Tệp này có phải là XLSForm không?"),
    "one_row": gettext_lazy("trang “settings” chỉ có một dòng."),
    "column": gettext_lazy("chưa hỗ trợ cột “{found}”."),
    "column_twice": gettext_lazy("cột “{found}” có hai lần."),
    "no_begin": gettext_lazy("kết thúc nhóm mà không có dòng mở nhóm."),
    "no_end": gettext_lazy("nhóm “{found}” chưa có dòng kết thúc."),
    "no_name": gettext_lazy("thiếu mã."),
    "type": gettext_lazy("chưa hỗ trợ loại câu “{found}”."),
    "no_type": gettext_lazy("thiếu loại câu."),
    "appearance": gettext_lazy("chưa hỗ trợ cách hiện “{found}”."),
    "differs": gettext_lazy("tên phần “{found}” khác với dòng trước."),
}


class ToldProblem(NamedTuple):
    """A line of the table of problems. place: as a spreadsheet names it."""

    where: str
    place: str
    sentence: str


def told_problem(problem: Problem) -> ToldProblem:
    """What is wrong in a file, with its sheet, row and column."""
    where = _("{sheet}, dòng {row}").format(sheet=problem.sheet, row=problem.row) if problem.row else problem.sheet
    return ToldProblem(where, problem.column, _why(problem.code, problem.found, problem.at))


def fault_sentence(fault: Fault) -> str:
    """What is wrong with a questionnaire that is edited, with the name of the question."""
    column = COLUMNS.get(fault.column, fault.column)
    of = fault.of or _("cả phiếu")
    return _("{of}, {column}: {why}").format(of=of, column=column, why=fault_reason(fault))


def fault_reason(fault: Fault) -> str:
    """The same beside the field in which it is put right."""
    return _why(fault.code, fault.found or fault.of, fault.at)


def _why(code: str, found: str, at: int) -> str:
    sentence = _WHY.get(code)
    return str(sentence).format(found=found, at=at) if sentence else _("không hợp lệ ({code}).").format(code=code)
