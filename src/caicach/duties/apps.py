from django.apps import AppConfig


class DutiesConfig(AppConfig):
    name = "caicach.duties"
    label = "duties"

    def ready(self) -> None:
        """Tell the register of documents what duties prove, and who may have the files; enter the pages."""
        from caicach.documentregister import uses
        from caicach.duties import evidence
        from caicach.files import visibility
        from caicach.ui import handbook

        visibility.register(evidence.may_see_evidence)
        uses.register(evidence.proved_by)
        handbook.register({"duties": "viec-cua-toi", "duties:assignment_detail": "gui-ket-qua"})
