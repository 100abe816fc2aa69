"""Forms for groups and domains."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from caicach.agencies.fields import AgencyField, LinesField
from caicach.agencies.models import AgencyGroup, AgencyKind, Domain
from caicach.agencies.naming import code_from
from caicach.groupings.services_domains import DomainFields
from caicach.groupings.services_groups import GroupFields
from caicach.ui.fields import DayField, WholeNumberField


class GroupForm(forms.Form):
    """A group: by kinds, by list (no kinds ticked), or open."""

    name = forms.CharField(label=_("Tên nhóm"), max_length=200, help_text=_("Ví dụ “các sở, ban, ngành”."))
    aliases = LinesField(label=_("Cách gọi khác"), required=False, help_text=_("Mỗi dòng một cách gọi."))
    rule_kinds = forms.MultipleChoiceField(
        label=_("Gồm mọi cơ quan thuộc loại"),
        choices=AgencyKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Không chọn loại nào thì nhóm lập theo danh sách."),
    )
    is_open = forms.BooleanField(
        label=_("Nhóm chưa xác định"),
        required=False,
        help_text=_("Như “các cơ quan liên quan”: không tự giao cho cơ quan nào."),
    )
    code = forms.SlugField(label=_("Mã"), max_length=40, required=False, help_text=_("Để trống thì lập từ tên."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @classmethod
    def initial_of(cls, group: AgencyGroup) -> dict[str, Any]:
        return {key: getattr(group, key) for key in cls.base_fields}

    @classmethod
    def initial_now(cls, group: AgencyGroup) -> dict[str, Any]:
        """What the form would show today; the row is read again."""
        group.refresh_from_db()
        return cls.initial_of(group)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("is_open") and cleaned.get("rule_kinds"):
            self.add_error("is_open", _("Nhóm chưa xác định thì không chọn loại cơ quan."))
        return cleaned

    def fields_given(self) -> GroupFields:
        given = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        given |= {"code": given["code"] or code_from(given["name"]), "rule_kinds": tuple(given["rule_kinds"])}
        return GroupFields(**given)


class MemberForm(forms.Form):
    """An agency for the list of a group."""

    agency = AgencyField(label=_("Cơ quan"))
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class DomainForm(forms.Form):
    """A domain of the programme."""

    name = forms.CharField(label=_("Lĩnh vực"), max_length=200)
    order = WholeNumberField(label=_("Thứ tự"), min_value=0, max_value=999)
    aliases = LinesField(label=_("Cách gọi khác"), required=False, help_text=_("Mỗi dòng một cách gọi."))
    valid_from = DayField(label=_("Từ ngày"), required=False)
    valid_to = DayField(label=_("Đến hết ngày"), required=False)
    code = forms.SlugField(label=_("Mã"), max_length=40, required=False, help_text=_("Để trống thì lập từ tên."))
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @classmethod
    def initial_of(cls, domain: Domain) -> dict[str, Any]:
        return {key: getattr(domain, key) for key in cls.base_fields}

    @classmethod
    def initial_now(cls, domain: Domain) -> dict[str, Any]:
        """What the form would show today; the row is read again."""
        domain.refresh_from_db()
        return cls.initial_of(domain)

    def fields_given(self) -> DomainFields:
        given = {key: value for key, value in self.cleaned_data.items() if key != "version"}
        return DomainFields(**given | {"code": given["code"] or code_from(given["name"])})


class LeadForm(forms.Form):
    """Who is in charge of a domain from a day on."""

    agency = AgencyField(label=_("Cơ quan phụ trách"))
    valid_from = DayField(label=_("Từ ngày"), required=False)
    source = forms.CharField(label=_("Nguồn"), max_length=300, help_text=_("Văn bản giao phụ trách lĩnh vực."))
    version = forms.IntegerField(widget=forms.HiddenInput)
