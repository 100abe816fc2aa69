from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PublicationsConfig(AppConfig):
    name = "caicach.publications"
    label = "publications"

    def ready(self) -> None:
        """Enter the room in the head of every page, and its kind of job."""
        from caicach.agencies.permissions import can
        from caicach.jobs import registry
        from caicach.people import errands as desk
        from caicach.people.permissions import Permission
        from caicach.publications import preparing_job
        from caicach.publications.errands import TELLER
        from caicach.ui import handbook
        from caicach.ui.navigation import INDEX, NavigationEntry, register

        desk.register(TELLER)
        registry.register(
            preparing_job.PREPARE,
            preparing_job.prepare_as_asked,
            title=_("Chuẩn bị công bố"),
            page=preparing_job.page_of,
            again=preparing_job.again_at,
        )
        register(
            NavigationEntry(
                order=34,
                text=_("Công bố"),
                icon="award",
                url_name="publications:publication_list",
                section=INDEX,
                is_shown=lambda user: can(user, Permission.PUBLICATION_VIEW),
            )
        )
        handbook.register({"publications": "cong-bo", "publications:publication_approve": "duyet-cong-bo"})
