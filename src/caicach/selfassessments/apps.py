from django.apps import AppConfig


class SelfassessmentsConfig(AppConfig):
    name = "caicach.selfassessments"
    label = "selfassessments"

    def ready(self) -> None:
        """Enter the pages in the handbook, and what people have to do."""
        from caicach.documentregister import uses
        from caicach.people import errands as desk
        from caicach.selfassessments.errands import TELLER
        from caicach.selfassessments.uses import proved_by
        from caicach.ui import handbook

        desk.register(TELLER)

        named = {"assessment_check": "ky-gui", "sheet_in": "bieu-ngoai-tuyen"}
        named |= dict.fromkeys(("assessment_detail", "entry_detail", "entry_fill"), "tu-cham")
        uses.register(proved_by)
        handbook.register(
            {"selfassessments": "cham-diem", **{f"selfassessments:{name}": anchor for name, anchor in named.items()}}
        )
