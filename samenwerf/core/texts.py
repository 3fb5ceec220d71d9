"""The texts of the product and their Dutch: found in the code, kept in one po file an app, compiled.

English stands in the code as msgid. Babel does the reading and writing, so no gettext tools are needed.
Entries are sorted and carry no line numbers or dates, so that two people's work merges calmly, and
nothing is guessed: a text without its exact Dutch is missing. `text_checks` says what is wrong.
"""

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.apps import apps
from django.utils.translation.template import templatize

LANGUAGE = "nl"
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
HEADER = f"""msgid ""
msgstr ""
"Language: {LANGUAGE}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""

Key = tuple[str, str]  # context, msgid


@dataclass(frozen=True)
class Text:
    """One text as the code has it."""

    msgid: str
    plural: str = ""
    context: str = ""
    place: str = ""  # the first file that has it, for whoever must translate it

    @property
    def key(self) -> Key:
        return self.context, self.msgid


@dataclass(frozen=True)
class App:
    """The folder of one app: where its code, templates and po file are."""

    name: str
    folder: Path

    @property
    def po(self) -> Path:
        return self.folder / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"

    def python_files(self) -> list[Path]:
        return [p for p in sorted(self.folder.rglob("*.py")) if not {"tests", "migrations"} & set(p.parts)]

    def templates(self) -> list[Path]:
        return sorted(p for p in (self.folder / "templates").rglob("*") if p.suffix in (".html", ".txt"))


def our_apps() -> list[App]:
    return [
        App(config.label, Path(config.path))
        for config in apps.get_app_configs()
        if config.name.startswith("samenwerf.")
    ]


def texts_of(app: App) -> dict[Key, Text]:
    """Every text in the code and the templates of `app`. SyntaxError for a template that cannot be read."""
    found: dict[Key, Text] = {}
    for path, source in _sources(app):
        for text in _texts_in(source, str(path.relative_to(app.folder))):
            known = found.get(text.key)
            if known is None or (text.plural and not known.plural):
                found[text.key] = text
    return found


def _sources(app: App) -> Iterator[tuple[Path, str]]:
    for path in app.python_files():
        yield path, path.read_text()
    for path in app.templates():
        # What is left of a template is no Python; without indentation Babel can read the calls in it.
        yield path, re.sub(r"^[ \t]+", "", templatize(path.read_text(), origin=str(path)), flags=re.M)


def _texts_in(source: str, place: str) -> Iterator[Text]:
    for _line, msgid, _comments, context in extract("python", BytesIO(source.encode()), keywords=KEYWORDS):
        singular, plural = msgid[:2] if isinstance(msgid, tuple) else (msgid, "")
        if singular:
            yield Text(msgid=singular, plural=plural, context=context or "", place=place)


def catalog_of(app: App) -> Catalog:
    """The Dutch of `app` as kept; empty when there is none yet."""
    if not app.po.exists():
        return Catalog(locale=LANGUAGE)
    with app.po.open("rb") as file:
        return read_po(file, locale=LANGUAGE)


def entries(catalog: Catalog) -> dict[Key, Message]:
    return {key_of(message): message for message in catalog if message.id}


def key_of(message: Message) -> Key:
    msgid = message.id if isinstance(message.id, str) else message.id[0]
    return message.context or "", msgid


def dutch_of(message: Message) -> list[str]:
    """The translations of an entry: one, or one for each number. Empty ones are missing."""
    given = message.string
    return list(given) if isinstance(given, tuple | list) else [given or ""]


def update(app: App, others: Iterable[App] = ()) -> int:
    """Makes the po file of `app` hold its texts: keeps their Dutch, drops what the code no longer has.

    A new text takes over the Dutch that another app has for it. Returns how many are still missing.
    """
    texts = texts_of(app)
    known: dict[Key, Message] = {}
    for source in (*others, app):
        known |= {key: m for key, m in entries(catalog_of(source)).items() if all(dutch_of(m))}
    catalog = Catalog(locale=LANGUAGE)
    missing = 0
    for text in texts.values():
        message = known.get(text.key)
        dutch = dutch_of(message) if message else []
        wanted = 2 if text.plural else 1
        if len(dutch) != wanted:
            dutch = [""] * wanted
        missing += not all(dutch)
        catalog.add(
            (text.msgid, text.plural) if text.plural else text.msgid,
            tuple(dutch) if text.plural else dutch[0],
            context=text.context or None,
        )
    if texts:
        _write(app.po, lambda file: _write_po(file, catalog))
    elif app.po.exists():
        app.po.unlink()
    return missing


def _write_po(file: BytesIO, catalog: Catalog) -> None:
    file.write(HEADER.encode())
    write_po(
        file, catalog, width=0, no_location=True, omit_header=True, sort_output=True, ignore_obsolete=True
    )


def compile_all() -> int:
    """Makes the mo files that Django reads, where the po file is newer. Returns how many were made."""
    made = 0
    for app in our_apps():
        mo = app.po.with_suffix(".mo")
        if not app.po.exists() or (mo.exists() and mo.stat().st_mtime_ns >= app.po.stat().st_mtime_ns):
            continue
        catalog = catalog_of(app)
        _write(mo, lambda file, catalog=catalog: write_mo(file, catalog))  # type: ignore[misc]
        made += 1
    return made


def _write(path: Path, write: Callable[[BytesIO], None]) -> None:
    """Whole or not at all: test workers and servers may start at the same moment."""
    buffer = BytesIO()
    write(buffer)
    if path.exists() and path.suffix == ".po" and path.read_bytes() == buffer.getvalue():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    with os.fdopen(handle, "wb") as file:
        file.write(buffer.getvalue())
    os.chmod(temporary, 0o644)
    os.replace(temporary, path)
