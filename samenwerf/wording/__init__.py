"""Clear wording: finds vague and discrimination-risk expressions in a line, in Dutch and English, and asks
the question.

    >>> check("Stressbestendige teamspeler").vague[0].span
    'Stressbestendige'

A pure module: no Django, no database, no network. It judges a text, never a person.
"""

import re

from samenwerf.wording.findings import Findings, RiskFinding, VagueFinding

__all__ = ["Findings", "RiskFinding", "VagueFinding", "blanks", "check", "frame"]

BLANK = re.compile(r"\[[^\[\]]*[^\W\d_][^\[\]]*\]")


def check(text: str, language: str = "auto", *, interface: str | None = None) -> Findings:
    """Findings in one line (or a few lines) of text.

    `language` is "nl", "en" or "auto" (the language of the text); `interface` gives that of questions and
    reasons when that differs. Never raises on any text; an unknown language is read as "auto".
    """
    from samenwerf.wording.checker import check_text

    return check_text(text, language, interface)


def frame(language: str) -> str:
    """The sentence to fill in instead of a vague word: "In [situation] this person [does or says] …"."""
    from samenwerf.wording.lexicon import texts

    return str(texts()["frame"]["en" if language == "en" else "nl"])


def blanks(text: str) -> list[str]:
    """What of a frame is still to be filled in: words between square brackets, in order.

    >>> blanks("In de nachtdienst doet deze persoon [gedrag], wat blijkt uit [resultaat].")
    ['[gedrag]', '[resultaat]']
    """
    return BLANK.findall(text)
