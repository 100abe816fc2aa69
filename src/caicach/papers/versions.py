"""Which template is valid for a kind of paper on a day."""

from datetime import date

from caicach.papers.models import TemplateUse, TemplateVersion


def valid_version(kind: str, day: date) -> TemplateVersion | None:
    """The template of the office on a day; none: the one that comes with the project."""
    use = TemplateUse.objects.filter(kind=kind).valid_on(day).select_related("template__file").first()
    return use.template if use else None
