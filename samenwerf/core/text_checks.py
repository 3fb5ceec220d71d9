"""What is wrong with the texts: Dutch that is missing or does not fit, words outside translation."""

import ast
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel.messages.catalog import Message

from samenwerf.core.texts import KEYWORDS, App, Key, Text, catalog_of, dutch_of, entries, texts_of

PLACEHOLDER = re.compile(r"%\((\w+)\)[a-z]|(%[sd])")
TAG = re.compile(r"</?\w+")
WORD = re.compile(r"[^\W\d_]{2,}")
BRAND = re.compile(r"\bSamenwerf\b")
SPOKEN_ATTRIBUTES = {"title", "placeholder", "aria-label", "aria-description", "alt", "label"}
SPOKEN_PREFIX = "data-say"
# Arguments of Python calls that people read.
SPOKEN_KEYWORDS = {"label", "help_text", "empty_label", "verbose_name"}
SPOKEN_CALLS = {
    "Refused": 0,
    "Conflict": 0,
    "ValidationError": 0,
    "success": 1,
    "error": 1,
    "info": 1,
    "warning": 1,
}

NOT_TEXT = [
    re.compile(r"{%\s*comment\b.*?{%\s*endcomment\s*%}", re.S),
    re.compile(r"{%\s*blocktrans(?:late)?\b.*?{%\s*endblocktrans(?:late)?\s*%}", re.S),
    re.compile(r"{%\s*block \w+_class\b.*?{%\s*endblock\b.*?%}", re.S),
    re.compile(r"{#.*?#}"),
    re.compile(r"{%.*?%}"),
    re.compile(r"{{.*?}}"),
]


def problems(apps: list[App]) -> list[str]:
    """One sentence for each problem, in the order of the apps; none when all is well."""
    found: list[str] = []
    dutch: dict[Key, dict[tuple[str, ...], list[str]]] = defaultdict(lambda: defaultdict(list))
    for app in apps:
        try:
            texts = texts_of(app)
        except SyntaxError as error:
            found.append(f"{app.name}: {error}")
            continue
        kept = entries(catalog_of(app))
        found += [f"{app.name}: {problem}" for problem in _translations(texts, kept)]
        for path in app.templates():
            found += [f"{app.name}: {path.name}:{line}: {what}" for line, what in literal_text(path)]
        for path in app.python_files():
            for line, what in (*literal_arguments(path), *texts_in_f_strings(path)):
                found.append(f"{app.name}: {path.name}:{line}: {what}")
        for key, message in kept.items():
            if all(dutch_of(message)):
                dutch[key][tuple(dutch_of(message))].append(app.name)
    for (_context, msgid), versions in dutch.items():
        if len(versions) > 1:
            said = "; ".join(f"{'/'.join(names)}: “{' | '.join(v)}”" for v, names in versions.items())
            found.append(f"different Dutch for “{_short(msgid)}”: {said}")
    return found


def _translations(texts: dict[Key, Text], kept: dict[Key, Message]) -> Iterator[str]:
    for key, text in texts.items():
        message = kept.get(key)
        if text.msgid != text.msgid.strip():
            yield f"space around “{_short(text.msgid)}” ({text.place}): use `trimmed`"
        if message is None or not all(dutch_of(message)):
            yield f"no Dutch for “{_short(text.msgid)}” ({text.place})"
        elif bool(text.plural) != isinstance(message.id, tuple):
            yield f"singular and plural do not agree for “{_short(text.msgid)}” ({text.place})"
        else:
            yield from _fit(text, dutch_of(message))
    for key in kept.keys() - texts.keys():
        yield f"Dutch for a text that is no longer there: “{_short(key[1])}”"


def _fit(text: Text, dutch: list[str]) -> Iterator[str]:
    """Placeholders and HTML tags are the same on both sides; the singular may leave its number out."""
    for english, translated in zip([text.msgid, text.plural], dutch, strict=False):
        expected, given = _placeholders(english), _placeholders(translated)
        may = _placeholders(text.msgid) | _placeholders(text.plural)
        wrong = (given - may) if text.plural else (expected ^ given)
        if text.plural and english == text.plural:
            wrong |= expected - given
        pair = f"“{_short(english)}” and “{_short(translated)}”"
        if wrong:
            yield f"placeholders of {pair} differ: {', '.join(sorted(wrong))}"
        if Counter(TAG.findall(english)) != Counter(TAG.findall(translated)):
            yield f"HTML tags of {pair} differ"


def _short(text: str) -> str:
    one_line = " ".join(text.split())
    return one_line if len(one_line) <= 90 else f"{one_line[:89]}…"


def _placeholders(text: str) -> set[str]:
    return {name or sign for name, sign in PLACEHOLDER.findall(text.replace("%%", ""))}


def literal_text(path: Path) -> list[tuple[int, str]]:
    """Line and words of text in a template that stands outside the translate tags.

    Left alone: the name of the product, and elements that state their language (`lang="nl"`) or that
    are names (`translate="no"`).
    """
    source = path.read_text()
    for pattern in NOT_TEXT:
        source = pattern.sub(lambda match: "\n" * match[0].count("\n") or " ", source)
    if path.suffix == ".txt":
        lines = enumerate(source.splitlines(), start=1)
        return [(number, f"not translated: “{line.strip()}”") for number, line in lines if _has_words(line)]
    parser = _Words()
    parser.feed(source)
    parser.close()
    return parser.found


def _has_words(text: str) -> bool:
    return bool(WORD.search(BRAND.sub("", text)))


class _Words(HTMLParser):
    """Collects the text nodes and the spoken attributes that have words in them."""

    VOID = frozenset(["area", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"])
    SILENT = frozenset({"script", "style"})

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[int, str]] = []
        self.open: list[tuple[str, bool]] = []

    @property
    def exempt(self) -> bool:
        return any(exempt for _tag, exempt in self.open)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        exempt = given.get("translate") == "no" or (tag != "html" and bool(given.get("lang", "").strip()))
        if not self.exempt and not exempt:
            for name, value in given.items():
                if (name in SPOKEN_ATTRIBUTES or name.startswith(SPOKEN_PREFIX)) and _has_words(value):
                    self.found.append((self.getpos()[0], f"not translated: {name}=“{value.strip()}”"))
        if tag not in self.VOID:
            self.open.append((tag, exempt or tag in self.SILENT))

    def handle_endtag(self, tag: str) -> None:
        # Tags in two branches of an {% if %} open twice and close once: look back for the last of its name.
        for index in range(len(self.open) - 1, -1, -1):
            if self.open[index][0] == tag:
                del self.open[index:]
                break

    def handle_data(self, data: str) -> None:
        if not self.exempt and _has_words(data):
            self.found.append((self.getpos()[0], f"not translated: “{' '.join(data.split())}”"))


def literal_arguments(path: Path) -> list[tuple[int, str]]:
    """Line and text of Python strings that people read and that are not marked for translation."""
    found = []
    for node in ast.walk(ast.parse(path.read_text())):
        if not isinstance(node, ast.Call):
            continue
        name = _name(node)
        spoken = [word.value for word in node.keywords if word.arg in SPOKEN_KEYWORDS]
        position = SPOKEN_CALLS.get(name)
        if position is not None and not _is_log(node) and len(node.args) > position:
            spoken.append(node.args[position])
        for value in spoken:
            text = _literal(value)
            if _has_words(text):
                found.append((node.lineno, f"not translated: “{text}”"))
        if name in ("_", "gettext", "gettext_lazy") and node.args and isinstance(node.args[0], ast.JoinedStr):
            found.append((node.lineno, "an f-string cannot be translated; use named placeholders"))
    return found


def texts_in_f_strings(path: Path) -> list[tuple[int, str]]:
    """Line and text of calls for a translation inside an f-string, where the extractor does not see them."""
    calls = {
        call
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.JoinedStr)
        for call in ast.walk(node)
        if isinstance(call, ast.Call) and _name(call) in KEYWORDS
    }
    return sorted(
        (call.lineno, f"a text inside an f-string is not found; put it before: {ast.unparse(call)}")
        for call in calls
    )


def _name(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")


def _is_log(node: ast.Call) -> bool:
    return isinstance(node.func, ast.Attribute) and "log" in ast.unparse(node.func.value)


def _literal(node: ast.expr) -> str:
    if isinstance(node, ast.JoinedStr):
        return " ".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""
