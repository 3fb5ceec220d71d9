from django.db import migrations

from samenwerf.core.triggers import forbid_updates


class Migration(migrations.Migration):
    dependencies = [("history", "0001_initial")]

    operations = [forbid_updates("history_historyline", except_columns=("member_id",))]
