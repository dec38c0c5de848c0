from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cameras", "0001_initial")]

    operations = [migrations.RemoveField(model_name="camerarow", name="since")]
