from django.db import migrations

from samenwerf.core.triggers import forbid_updates


class Migration(migrations.Migration):
    dependencies = [("feedback", "0001_initial")]

    operations = [
        forbid_updates("feedback_feedback", except_columns=("memo_id",)),
        forbid_updates("feedback_rating"),
    ]
