from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

FIELDS = ("kind", "text", "evidence", "lowest_level", "legal_source", "wording_reason")


def forwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """An open request gets the whole requirement, so that accepting it compares like with like."""
    for request in apps.get_model("intake", "ChangeRequest").objects.select_related("requirement"):
        requirement = request.requirement
        request.target = str(requirement.pk) if requirement else ""
        if request.what != "add":
            request.before = {"text": request.old_text}
            if request.state == "open" and requirement:
                request.before = {name: getattr(requirement, name) for name in FIELDS}
            elif request.what == "drop":
                request.before["kind"] = request.kind
        if request.what != "drop":
            blank = dict.fromkeys(FIELDS, "") if request.state == "open" else {}
            request.after = {**blank, **request.before, "kind": request.kind, "text": request.text}
        if request.what == "reword":
            request.what = "change"
        request.save(update_fields=["what", "target", "before", "after"])


def backwards(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Requests about another part than a requirement stay readable, as words, but point to nothing."""
    requirements = apps.get_model("intake", "Requirement").objects
    for request in apps.get_model("intake", "ChangeRequest").objects.all():
        if request.subject == "requirement":
            if request.target:
                request.requirement = requirements.filter(pk=request.target).first()
            request.kind = request.after.get("kind") or request.before.get("kind", "")
            request.text, request.old_text = request.after.get("text", ""), request.before.get("text", "")
        else:
            request.text, request.old_text = _words(request.after), _words(request.before)
        if request.what == "change":
            request.what = "reword"
        request.save(update_fields=["what", "requirement", "kind", "text", "old_text"])


def _words(value: dict[str, object]) -> str:
    return ", ".join(str(each) for each in value.values())[:300]


class Migration(migrations.Migration):
    dependencies = [("intake", "0003_requests_for_every_part")]

    operations = [migrations.RunPython(forwards, backwards)]
