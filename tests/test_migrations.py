"""An organization of the release before keeps everything when it is brought up to date."""

from typing import Any

import pytest
from django.apps.registry import Apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from samenwerf.agreements.models import Todo
from samenwerf.core.clock import now
from samenwerf.ops import demo

# Where the release before stood, of the apps that changed since.
BEFORE = [
    ("agreements", "0001_initial"),
    ("candidates", "0001_initial"),
    ("feedback", "0002_written_once"),
    ("intake", "0005_requests_without_requirement_fields"),
    ("scorecards", "0001_initial"),
]
# What the new release sets on purpose: nobody is reminded of presenting before the intake is signed.
SET_ANEW = {("agreements.Todo", "next_reminder_at")}


def migrated_to(targets: list[tuple[str, str]]) -> Apps:
    executor = MigrationExecutor(connection)
    executor.migrate(targets)
    return executor.loader.project_state(targets).apps


def everything_in(apps: Apps, fields: dict[str, list[str]]) -> dict[str, list[dict[str, Any]]]:
    return {
        label: list(apps.get_model(label).objects.order_by("pk").values(*names))
        for label, names in fields.items()
    }


def fields_of(apps: Apps) -> dict[str, list[str]]:
    return {
        model._meta.label: [
            field.attname
            for field in model._meta.concrete_fields
            if (model._meta.label, field.name) not in SET_ANEW
        ]
        for model in apps.get_models()
        if model._meta.app_label in dict(BEFORE)
    }


@pytest.mark.django_db(transaction=True)
def test_an_organization_of_the_release_before_keeps_everything():
    demo.load(at=now())
    newest = [
        node for node in MigrationExecutor(connection).loader.graph.leaf_nodes() if node[0] in dict(BEFORE)
    ]
    try:
        old = migrated_to(BEFORE)
        fields = fields_of(old)
        before = everything_in(old, fields)
        reminded = old.get_model("agreements", "Todo").objects.filter(
            kind="present", closed_at=None, vacancy__status="intake", next_reminder_at__isnull=False
        )
        assert reminded.exists()
        assert sum(map(len, before.values())) > 500
    finally:
        new = migrated_to(newest)
    assert everything_in(new, fields) == before
    waiting = Todo.objects.filter(kind="present", closed_at=None, vacancy__status="intake")
    assert {(todo.waits_for_intake, todo.next_reminder_at) for todo in waiting} == {(True, None)}
