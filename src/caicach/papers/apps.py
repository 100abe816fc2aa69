from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PapersConfig(AppConfig):
    name = "caicach.papers"
    label = "papers"

    def ready(self) -> None:
        """Enter the check of form in the head of every page and the handbook; whoever sent a paper may have it.

        Templates are looked at by those who see the register.
        """
        from caicach.agencies.permissions import can
        from caicach.documentregister.uses import register as register_uses
        from caicach.files import visibility
        from caicach.jobs.registry import register as register_job
        from caicach.papers.keeping import may_have_made, uses_as_signed
        from caicach.papers.pdf import MAKE_PDF, give_up_pdf, make_asked_pdf
        from caicach.papers.services import has_sent
        from caicach.papers.versions import may_have_template
        from caicach.people.permissions import Permission
        from caicach.ui import handbook
        from caicach.ui.navigation import PAPERS, NavigationEntry, register

        visibility.register(has_sent)
        visibility.register(may_have_template)
        visibility.register(may_have_made)
        register_uses(uses_as_signed)
        register_job(
            MAKE_PDF,
            make_asked_pdf,
            title=_("Tạo PDF"),
            on_end=give_up_pdf,
            page=lambda job: str(job.params["path"]),
        )
        register(
            NavigationEntry(
                order=26,
                text=_("Thể thức"),
                icon="file-check",
                url_name="papers:form_check",
                section=PAPERS,
                is_shown=lambda user: can(user, Permission.DOCUMENT_REGISTER),
            )
        )
        of_templates = ("template_list", "template_detail", "template_version", "made_list", "made_detail")
        handbook.register({"papers": "the-thuc", **{f"papers:{name}": "mau-van-ban" for name in of_templates}})
