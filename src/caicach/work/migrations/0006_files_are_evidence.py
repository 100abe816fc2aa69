from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('work', '0005_evidence'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='progressreport',
            name='files',
        ),
    ]
