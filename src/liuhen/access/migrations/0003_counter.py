"""Which cases the counter handles (许可申请)."""

from typing import ClassVar

from django.db import migrations, models


class Migration(migrations.Migration):
    """One column."""

    dependencies: ClassVar = [("access", "0002_walking")]

    operations: ClassVar = [
        migrations.AddField(model_name="casestanding", name="counter", field=models.BooleanField(default=False)),
    ]
