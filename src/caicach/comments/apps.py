from django.apps import AppConfig


class CommentsConfig(AppConfig):
    name = "caicach.comments"
    label = "comments"

    def ready(self) -> None:
        """Enter what people have to do, what stands against signing a report, and the pages in the handbook."""
        from caicach.comments.errands import TELLER
        from caicach.comments.services import waiting_comments
        from caicach.consolidation import checks
        from caicach.people import errands as desk
        from caicach.ui import handbook, navigation

        desk.register(TELLER)
        checks.register(waiting_comments)
        navigation.adopt("/gop-y/", "reports:round_list")
        handbook.register({"comments": "tong-hop-bao-cao"})
