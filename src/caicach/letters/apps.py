from datetime import timedelta
from functools import partial

from django.apps import AppConfig
from django.urls import reverse
from django.utils.translation import gettext_lazy as _


class LettersConfig(AppConfig):
    name = "caicach.letters"
    label = "letters"

    def ready(self) -> None:
        """Enter the papers of a plan beside its pages, letters beside urging, and the work of making many."""
        from caicach.jobs.registry import register as register_job
        from caicach.letters.job import MAKE_LETTERS, make_asked_letters
        from caicach.letters.permissions import may_make_paper_of, may_write_letters
        from caicach.notices import follow_ups
        from caicach.plans import companions
        from caicach.ui import handbook, navigation

        for text, url_name in (
            (_("Quyết định ban hành"), "letters:decision_new"),
            (_("Kế hoạch cải thiện (văn bản)"), "letters:improvement_new"),
        ):
            companions.register(
                companions.Companion(
                    text=text,
                    icon="file-text",
                    url_name=url_name,
                    is_shown=partial(may_make_paper_of, url_name=url_name),
                )
            )
        register_job(
            MAKE_LETTERS,
            make_asked_letters,
            title=_("Lập công văn đôn đốc"),
            limit=timedelta(minutes=20),
            page=lambda _job: reverse("papers:made_list"),
        )
        navigation.adopt("/cong-van/", "papers:form_check")
        handbook.register({"letters": "mau-van-ban"})
        follow_ups.register(
            follow_ups.FollowUp(
                text=_("Lập công văn đôn đốc"), url_name="letters:reminder_new", is_shown=may_write_letters
            )
        )
