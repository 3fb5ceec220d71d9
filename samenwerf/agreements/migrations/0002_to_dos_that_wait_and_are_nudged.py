from django.db import migrations, models


def those_of_unsigned_intakes_wait(apps, schema_editor):
    Todo = apps.get_model("agreements", "Todo")
    unsigned = Todo.objects.filter(kind="present", closed_at=None, vacancy__intake_hash="")
    unsigned.update(waits_for_intake=True, next_reminder_at=None)


def they_are_reminded_again(apps, schema_editor):
    Todo = apps.get_model("agreements", "Todo")
    waiting = Todo.objects.filter(waits_for_intake=True, closed_at=None)
    waiting.update(next_reminder_at=models.F("due_at"))


class Migration(migrations.Migration):
    dependencies = [("agreements", "0001_initial"), ("vacancies", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="todo",
            name="nudged_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="todo",
            name="waits_for_intake",
            field=models.BooleanField(db_default=False, default=False),
        ),
        migrations.RunPython(those_of_unsigned_intakes_wait, they_are_reminded_again, elidable=True),
    ]
