from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("pages", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="BegunVisit",
            fields=[
                ("person", models.UUIDField(primary_key=True, serialize=False)),
                ("agency", models.UUIDField()),
                ("values", models.JSONField(default=dict)),
                ("saved_at", models.DateTimeField()),
            ],
        ),
    ]
