from django.db import migrations

from samenwerf.core.triggers import forbid_updates


class Migration(migrations.Migration):
    dependencies = [("intake", "0001_initial")]

    operations = [forbid_updates("intake_intakeversion")]
