from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("intake", "0006_settled_parts")]

    operations = [
        migrations.AddField("signature", "content", models.TextField(blank=True, default=""), preserve_default=False),
    ]
