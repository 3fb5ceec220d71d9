from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0002_written_once")]

    operations = [
        migrations.AddField(
            "changerequest",
            "subject",
            models.CharField(
                choices=[
                    ("requirement", "A requirement"),
                    ("round", "The process"),
                    ("hours", "An agreement"),
                    ("answer", "An answer"),
                ],
                default="requirement",
                max_length=12,
                verbose_name="what changes",
            ),
        ),
        migrations.AddField("changerequest", "target", models.CharField(blank=True, max_length=20)),
        migrations.AddField("changerequest", "before", models.JSONField(blank=True, default=dict)),
        migrations.AddField("changerequest", "after", models.JSONField(blank=True, default=dict)),
        migrations.AddField("round", "earlier_names", models.JSONField(blank=True, default=list)),
    ]
