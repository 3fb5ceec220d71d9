from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0005_requests_without_requirement_fields")]

    operations = [
        migrations.AddField("signature", "content", models.TextField(blank=True, default=""), preserve_default=False),
    ]
