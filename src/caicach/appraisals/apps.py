from django.apps import AppConfig


class AppraisalsConfig(AppConfig):
    name = "caicach.appraisals"
    label = "appraisals"

    def ready(self) -> None:
        """Enter the pages in the handbook, and what people have to do."""
        from caicach.appraisals.errands import TELLER
        from caicach.people import errands as desk
        from caicach.ui import handbook

        desk.register(TELLER)

        appeals = ("differences", "entry_appeal", "appeal_list", "appeal_decide")
        handbook.register({"appraisals": "tham-dinh", **{f"appraisals:{name}": "giai-trinh" for name in appeals}})
