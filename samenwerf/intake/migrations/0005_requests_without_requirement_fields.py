from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0004_move_requests_about_requirements")]

    operations = [
        migrations.RemoveField("changerequest", "requirement"),
        migrations.RemoveField("changerequest", "kind"),
        migrations.RemoveField("changerequest", "text"),
        migrations.RemoveField("changerequest", "old_text"),
        migrations.AlterField(
            "changerequest",
            "what",
            models.CharField(choices=[("add", "add"), ("drop", "drop"), ("change", "change")], max_length=8),
        ),
    ]
