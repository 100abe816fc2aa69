from django.db import migrations, models

from caicach.core.text import fold

_AT_ONCE = 500


def fold_subjects(apps, schema_editor):
    Mail = apps.get_model("notices", "Mail")
    some = []
    for mail in Mail.objects.only("pk", "subject").iterator(_AT_ONCE):
        mail.search_text = fold(mail.subject)[:250]
        some.append(mail)
        if len(some) == _AT_ONCE:
            Mail.objects.bulk_update(some, ["search_text"])
            some = []
    Mail.objects.bulk_update(some, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("notices", "0004_invited")]

    operations = [
        migrations.AddField(
            model_name="mail",
            name="search_text",
            field=models.CharField(blank=True, default="", editable=False, max_length=250),
            preserve_default=False,
        ),
        migrations.RunPython(fold_subjects, migrations.RunPython.noop),
    ]
