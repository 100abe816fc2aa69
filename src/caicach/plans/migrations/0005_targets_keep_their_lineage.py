import uuid
from collections import Counter

from django.db import migrations, models

from caicach.core.text import fold


def give_lineages(apps, schema_editor):
    """The same words in the versions of one plan are the same target; twice in one version they are two."""
    Target = apps.get_model("plans", "Target")
    lineages, times = {}, Counter()
    rows = list(Target.objects.select_related("plan").order_by("plan__number_of_version", "order"))
    for row in rows:
        words = fold(row.text)
        times[row.plan_id, words] += 1
        row.lineage = lineages.setdefault((row.plan.series, words, times[row.plan_id, words]), uuid.uuid4())
    Target.objects.bulk_update(rows, ["lineage"], batch_size=200)


class Migration(migrations.Migration):
    dependencies = [("plans", "0004_conclusions_of_meetings")]

    operations = [
        migrations.AddField("target", "lineage", models.UUIDField(null=True)),
        migrations.RunPython(give_lineages, migrations.RunPython.noop),
        migrations.AlterField("target", "lineage", models.UUIDField(db_index=True, default=uuid.uuid4)),
    ]
