"""The rule of groups that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class GroupIsNotAList(CaicachError):
    code = "agencies.group_is_not_a_list"
    sentence = _("Nhóm “{group}” không lập theo danh sách nên không thêm từng cơ quan được.")
