from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("recordings", "0011_device_papers"),
    ]

    operations = [
        migrations.AddField(
            model_name="recordingrow",
            name="told_end",
            field=models.DateTimeField(null=True),
        ),
    ]
