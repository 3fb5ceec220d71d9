"""Findings on a page: marked in the text, and asked about under the field."""

import re
from collections.abc import Iterator
from typing import Any

from django import template
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from samenwerf.wording import Findings, RiskFinding, VagueFinding, check, frame
from samenwerf.wording.passes import make_pass
from samenwerf.wording.uses import ABOUT_PEOPLE, GROUNDS, Use, findings_for

register = template.Library()

# As much as any field holds; more is not read.
MOST_CHARACTERS = 5000


@register.filter
def marked(text: str, findings: Findings | None = None) -> SafeString:
    """The text with every finding underlined; red for what must change."""
    found = findings if findings is not None else check(text)
    return mark_safe("".join(_pieces(text, found)))


def _pieces(text: str, findings: Findings) -> Iterator[str]:
    done = 0
    spans: list[VagueFinding | RiskFinding] = [*findings.risk, *findings.vague]
    for finding in sorted(spans, key=lambda f: (f.start, f.end)):
        if finding.start < done:
            continue
        yield escape(text[done : finding.start])
        tone = getattr(finding, "severity", "vague")
        yield format_html('<mark class="{}">{}</mark>', tone, text[finding.start : finding.end])
        done = finding.end
    yield escape(text[done:])


@register.inclusion_tag("wording/findings.html")
def wording_findings(
    text: str, reason: bool = False, leave: bool = True, mirror: bool = True, use: str = ""
) -> dict[str, Any]:
    """The findings of a text that is there already, as the page shows them without a script.

    `mirror` shows the text once more with the words underlined; `leave` offers to leave a word as it is.
    `use`: what the text is for, as in `uses.py`; a requirement when it is not said.
    """
    return findings_context(text, reason=reason, leave=leave, use=use) | {"mirror": mirror}


def findings_context(text: str, *, reason: bool, leave: bool = True, use: str = "") -> dict[str, Any]:
    """What `wording/findings.html` shows. `reason`: the form has fields for a reason and a legal source."""
    text = text[:MOST_CHARACTERS]
    language = "en" if (get_language() or "").startswith("en") else "nl"
    used_as = Use(use) if use in set(Use) else Use.REQUIREMENT
    return {
        "text": text,
        "findings": findings_for(text, used_as, interface=language),
        "use": used_as,
        "is_about_people": used_as in ABOUT_PEOPLE,
        "frame": frame(language),
        "reason": reason,
        "leave": leave,
        "mirror": True,
    }


@register.filter
def in_short(frame: str) -> str:
    """The frame on a button: where it begins and what it ends with.

    >>> in_short("In [situatie] doet of zegt deze persoon [gedrag], wat blijkt uit [resultaat].")
    'In [situatie] …, wat blijkt uit [resultaat]'
    """
    return re.sub(r"(?<=\]) .*(?=,)", " …", frame).rstrip(".")


@register.filter
def ground_name(ground: str) -> str:
    """What a finding is about, in a few words."""
    return str(GROUNDS[ground])


@register.simple_tag
def wording_pass() -> str:
    """Lets the page that was made now ask for findings, also for somebody who came in by a link."""
    return make_pass()
