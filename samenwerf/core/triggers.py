"""Rows that are written once: the database itself refuses to change them.

A rule that must never be false in the data belongs in the data. Deleting stays possible,
because a candidate's data must be erasable; changing what somebody signed or handed in is not.
"""

from typing import Any

from django.db import migrations


def forbid_updates(table: str, *, except_columns: tuple[str, ...] = ()) -> migrations.RunPython:
    """A migration operation that makes `table` refuse updates, on SQLite and PostgreSQL.

    `except_columns` may still change (a reference that erasure sets to null).
    """

    def condition() -> str:
        return table + "_write_once"

    def add(apps: Any, schema_editor: Any) -> None:
        connection = schema_editor.connection
        with connection.cursor() as cursor:
            names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
        columns = ", ".join(f'"{name}"' for name in names if name not in except_columns)
        message = f"{table} is written once"
        if connection.vendor == "sqlite":
            schema_editor.execute(
                f'CREATE TRIGGER {condition()} BEFORE UPDATE OF {columns} ON "{table}" '
                f"BEGIN SELECT RAISE(ABORT, '{message}'); END"
            )
        else:
            schema_editor.execute(
                f"CREATE FUNCTION {condition()}() RETURNS trigger LANGUAGE plpgsql AS "
                f"$$ BEGIN RAISE EXCEPTION '{message}' "
                f"USING ERRCODE = 'integrity_constraint_violation'; END $$"
            )
            schema_editor.execute(
                f'CREATE TRIGGER {condition()} BEFORE UPDATE OF {columns} ON "{table}" '
                f"FOR EACH ROW EXECUTE FUNCTION {condition()}()"
            )

    def remove(apps: Any, schema_editor: Any) -> None:
        if schema_editor.connection.vendor == "sqlite":
            schema_editor.execute(f"DROP TRIGGER IF EXISTS {condition()}")
        else:
            schema_editor.execute(f'DROP TRIGGER IF EXISTS {condition()} ON "{table}"')
            schema_editor.execute(f"DROP FUNCTION IF EXISTS {condition()}()")

    return migrations.RunPython(add, remove)
