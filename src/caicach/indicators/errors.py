"""Rules about figures that somebody may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class FigureFrozen(CaicachError):
    """A frozen figure changes by a correction with a reason only."""

    code = "indicators.figure_frozen"
    sentence = _("Số liệu “{figure}” đã chốt nên không ghi đè được. Nếu sai, hãy đính chính và ghi lý do.")


class FigureNotFrozen(CaicachError):
    """What is not frozen is not corrected, it is written anew."""

    code = "indicators.figure_not_frozen"
    sentence = _("Số liệu “{figure}” chưa chốt. Hãy nhập số liệu mới, không cần đính chính.")


class FigureMovedOn(CaicachError):
    """Another figure has taken the place of the one that was seen."""

    code = "indicators.figure_moved_on"
    sentence = _("Số liệu “{figure}” vừa được thay bằng số liệu mới hơn. Hãy mở lại trang rồi xem lại.")


class WrongParts(CaicachError):
    """A ratio needs its numerator and its denominator, a value needs the value, and nothing else."""

    code = "indicators.wrong_parts"
    sentence = _("“{indicator}” cần {needed}. Chưa biết thì để trống cả số liệu, đừng ghi 0.")


class TooManyDigits(CaicachError):
    """The ledger keeps fifteen digits in all, six of them decimals, exactly; it never rounds."""

    code = "indicators.too_many_digits"
    sentence = _("{number} dài quá: tối đa 15 chữ số, 14 trước và 6 sau dấu phẩy. Hãy đổi sang đơn vị lớn hơn.")


class BelowZero(CaicachError):
    """A count is never negative."""

    code = "indicators.below_zero"
    sentence = _("{number} nhỏ hơn 0. Tử số và mẫu số không thể âm.")


class OutsideValidity(CaicachError):
    """An indicator is not used outside its days."""

    code = "indicators.outside_validity"
    sentence = _("“{indicator}” chỉ dùng từ {first} đến {last}, kỳ này nằm ngoài thời gian đó.")


class CountedByTheSystem(CaicachError):
    """What the system has counted is not replaced by what somebody types."""

    code = "indicators.counted_by_the_system"
    sentence = _("“{figure}” do hệ thống tự tính nên không nhập đè. Nếu sai, hãy sửa nơi phát sinh rồi tính lại.")


class NoSource(CaicachError):
    """A figure without the document that it comes from is not taken."""

    code = "indicators.no_source"
    sentence = _("Ghi nguồn của số liệu: văn bản, báo cáo hoặc hệ thống nào, điều, mục nào.")


class NoReason(CaicachError):
    """A correction says why."""

    code = "indicators.no_reason"
    sentence = _("Ghi lý do đính chính.")


class ImportHasProblems(CaicachError):
    """Nothing of a file is written while something in it is wrong."""

    code = "indicators.import_has_problems"
    sentence = _("Còn {count} chỗ phải sửa, chưa ghi số liệu nào.")
