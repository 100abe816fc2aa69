from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WorkConfig(AppConfig):
    name = "caicach.work"
    label = "work"

    def ready(self) -> None:
        from caicach.agencies import dates, notes
        from caicach.agencies.followers import on_succession
        from caicach.agencies.permissions import can
        from caicach.criteria import known_indicators
        from caicach.files import uses, visibility
        from caicach.indicators import counters, queries
        from caicach.jobs import registry
        from caicach.people.models import User
        from caicach.people.permissions import Permission
        from caicach.plans import companions, guards
        from caicach.plans.models import Plan, PlanState
        from caicach.ui import handbook
        from caicach.ui.navigation import DAY, NavigationEntry, register
        from caicach.work import agency_notes, evidence, figures_job, following
        from caicach.work import dates as work_dates
        from caicach.work.permissions import may_assign

        guards.register_withdrawal_follower(following.drop_with_plan)
        visibility.register(evidence.may_see_evidence)
        uses.register(evidence.proved_by)

        def _may_be_assigned(user: User, plan: Plan) -> bool:
            return plan.state == PlanState.ISSUED and plan.assigned_at is None and may_assign(user, plan)

        companions.register(
            companions.Companion(
                text=_("Giao việc"),
                icon="send",
                url_name="work:assign_preview",
                is_shown=_may_be_assigned,
                is_next=lambda plan: True,
            )
        )
        companions.register(
            companions.Companion(
                text=_("Tiến độ"),
                icon="list-checks",
                url_name="work:plan_status",
                is_shown=lambda user, plan: plan.assigned_at is not None,
            )
        )
        companions.register_for_items(
            companions.Companion(
                text=_("Tiến độ"),
                icon="list-checks",
                url_name="work:item_detail",
                is_shown=lambda user, plan: plan.assigned_at is not None,
            )
        )
        known_indicators.register(queries.known_references)
        registry.register(
            figures_job.WRITE_FIGURES,
            figures_job.write_asked_figures,
            title=_("Tính số liệu từ các việc"),
            page=figures_job.page_of,
            again=figures_job.again_at,
        )
        counters.register(
            counters.Counter(text=_("Tính từ các việc"), icon="calculator", url_name="work:figures_count")
        )
        on_succession(following.follow_succession)
        notes.register(agency_notes.notes_of_agency)
        dates.register(work_dates.DUTIES)
        register(
            NavigationEntry(
                order=10,
                text=_("Việc của tôi"),
                icon="list-todo",
                url_name="work:my_work",
                section=DAY,
                is_shown=lambda user: can(user, Permission.ASSIGNMENT_VIEW),
            )
        )
        handbook.register(
            {
                "work": "viec-cua-toi",
                "work:assignment_detail": "gui-ket-qua",
                "work:confirmation_queue": "xac-nhan",
                "work:assign_preview": "giao-viec",
                "work:assign_messages": "giao-viec",
                "work:plan_status": "trang-thai",
                "work:plan_timeline": "trang-thai",
                "work:figures_count": "so-lieu",
            }
        )
