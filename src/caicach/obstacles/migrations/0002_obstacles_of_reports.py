"""What reports have said of obstacles so far becomes obstacles, each standing since the day of its report."""

import django.utils.timezone
from django.db import migrations

from caicach.core.text import fold, squeeze

COORDINATOR = "coordinator"


def open_obstacles(apps, schema_editor):
    ProgressReport = apps.get_model("work", "ProgressReport")
    Obstacle = apps.get_model("obstacles", "Obstacle")
    told = ProgressReport.objects.exclude(obstacle="").select_related("assignment__item__plan")
    usual = _agency_of_coordinator(apps)
    seen, made = set(), []
    for report in told.order_by("reported_on", "reported_at").iterator(chunk_size=2000):
        text = report.obstacle.strip()
        key = (report.assignment_id, fold(squeeze(text)))
        if not squeeze(text) or key in seen:
            continue  # said again in the same words it is the same obstacle
        seen.add(key)
        made.append(
            Obstacle(
                assignment_id=report.assignment_id,
                report=report,
                text=text,
                addressed_to_id=usual or report.assignment.item.plan.owner_id,
                since_on=report.reported_on,
                raised_by_id=report.reported_by_id,
                raised_at=report.reported_at,
            )
        )
    Obstacle.objects.bulk_create(made, batch_size=500)


def _agency_of_coordinator(apps):
    today = django.utils.timezone.localdate()
    held = apps.get_model("agencies", "Membership").objects.filter(role=COORDINATOR, user__is_active=True)
    held = held.exclude(valid_from__gt=today).exclude(valid_to__lt=today)
    return held.order_by("agency__protocol_order", "agency").values_list("agency", flat=True).first()


class Migration(migrations.Migration):
    dependencies = [("obstacles", "0001_initial"), ("agencies", "__first__"), ("work", "0008_extended_from")]

    operations = [migrations.RunPython(open_obstacles, migrations.RunPython.noop)]
