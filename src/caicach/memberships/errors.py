"""The rules of roles that a user may break."""

from django.utils.translation import gettext_lazy as _

from caicach.ui.errors import CaicachError


class OwnRole(CaicachError):
    code = "agencies.own_role"
    sentence = _("Không ai tự giao vai trò cho mình. Hãy nhờ một người quản lý người dùng khác.")


class LastPersonManager(CaicachError):
    code = "agencies.last_person_manager"
    sentence = _("Đây là người cuối cùng được quản lý người dùng. Hãy giao vai trò này cho người khác trước.")
