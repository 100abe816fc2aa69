from django.apps import AppConfig


class NotesConfig(AppConfig):
    name = "caicach.notes"
    label = "notes"

    def ready(self) -> None:
        """Enter the notes beside the sections of a part, on the desk of those who are to read them, in the handbook."""
        from caicach.notes.errands import TELLER
        from caicach.notes.reading import remarks_of
        from caicach.people import errands as desk
        from caicach.reports import margins
        from caicach.ui import handbook, navigation

        margins.register(margins.Margin(url_name="notes:part_notes", remarks=remarks_of))
        desk.register(TELLER)
        navigation.adopt("/ghi-chu/", "reports:round_list")
        handbook.register({"notes": "ghi-chu-doan"})
