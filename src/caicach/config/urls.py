"""All addresses of the site, room by room."""

from django.urls import URLPattern, URLResolver, include, path

from caicach.ui.views import handbook

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("caicach.dashboards.urls")),
    path("dieu-hanh/", include("caicach.steering.urls")),
    path("lich/", include("caicach.calendars.urls")),
    path("hop/", include("caicach.meetings.urls")),
    path("", include("caicach.operation.urls")),
    path("giao-dien/", include("caicach.ui.urls")),
    path("tro-giup/", handbook, name="handbook"),
    path("tai-khoan/", include("caicach.people.urls")),
    path("co-quan/", include("caicach.agencies.urls")),
    path("lam-thay/", include("caicach.delegations.urls")),
    path("tac-vu/", include("caicach.jobs.urls")),
    path("tep/", include("caicach.files.urls")),
    path("the-thuc/", include("caicach.papers.urls")),
    path("nhap/", include("caicach.intake.urls")),
    path("bo-tieu-chi/", include("caicach.criteria.urls")),
    path("bo-tieu-chi/", include("caicach.workbooks.urls")),
    path("bo-tieu-chi/", include("caicach.drafts.urls")),
    path("bo-tieu-chi/", include("caicach.crosswalks.urls")),
    path("so-lieu/", include("caicach.indicators.urls")),
    path("cong-bo/", include("caicach.publications.urls")),
    path("ke-hoach/nhap/", include("caicach.wizard.urls")),
    path("ke-hoach/", include("caicach.amendments.urls")),
    path("ke-hoach/", include("caicach.plans.urls")),
    path("ke-hoach/", include("caicach.plandrafts.urls")),
    path("ke-hoach/", include("caicach.issuing.urls")),
    path("ke-hoach/", include("caicach.cascades.urls")),
    path("ke-hoach/", include("caicach.annexes.urls")),
    path("chi-tieu/", include("caicach.targets.urls")),
    path("viec/", include("caicach.work.urls")),
    path("viec/", include("caicach.obstacles.urls")),
    path("thong-bao/", include("caicach.notices.urls")),
    path("cong-van/", include("caicach.letters.urls")),
    path("cham-diem/", include("caicach.rounds.urls")),
    path("cham-diem/", include("caicach.selfassessments.urls")),
    path("cham-diem/", include("caicach.appraisals.urls")),
    path("cham-diem/", include("caicach.outside.urls")),
    path("cai-thien/", include("caicach.improvement.urls")),
    path("bao-cao/", include("caicach.reports.urls")),
    path("tong-hop/", include("caicach.consolidation.urls")),
    path("gop-y/", include("caicach.comments.urls")),
]
handler500 = "caicach.ui.views.server_error"
