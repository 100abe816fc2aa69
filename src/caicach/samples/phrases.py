"""What the core says of samples, in words."""

from django.utils.translation import gettext as _

from caicach.core.surveys.sampling.errors import BadSample


def why(refused: BadSample) -> str:
    """A sentence for what does not fit."""
    sentences = {
        "minimums_above_total": _("số tối thiểu của các tầng cộng lại là {needed}, nhiều hơn cỡ mẫu {total}."),
        "total_below_one": _("cỡ mẫu phải từ 1 trở lên."),
        "seed_not_printable": _("hạt giống phải là chữ, số in được, không có khoảng trắng thừa."),
        "reserves_need_simple_draw": _("dự phòng chỉ có khi chọn ngẫu nhiên đơn giản ở bước cuối."),
        "not_between_zero_and_one": _("sai số phải lớn hơn 0 và nhỏ hơn 100 %."),
        "answering_not_a_share": _("tỷ lệ trả lời phải lớn hơn 0 và không quá 100 %."),
        "take_below_one": _("số chọn trong mỗi địa bàn phải từ 1 trở lên."),
        "nothing_to_draw": _("cỡ mẫu chia ra không tầng nào có phần."),
    }
    short = refused.code.removeprefix("sampling.")
    sentence = sentences.get(short)
    return (
        sentence.format(**refused.params)
        if sentence
        else _("quy tắc không hợp với khung mẫu ({code}).").format(code=short)
    )


def step_words() -> dict[str, str]:
    """What each step of reckoning a size is called."""
    return {
        "precision": _("n = N / (1 + N·e²)"),
        "normal_quantile": _("hệ số tin cậy 95 %"),
        "one_by_one": _("n₀ = z²·p(1 − p)/e², với p = 0,5"),
        "design_effect": _("nhân hệ số thiết kế"),
        "finite_population": _("hiệu chỉnh tổng thể hữu hạn"),
        "least": _("không ít hơn số tối thiểu"),
        "answering": _("chia cho tỷ lệ trả lời"),
    }
