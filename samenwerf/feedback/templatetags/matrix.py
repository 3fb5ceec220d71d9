"""The cells of the table of candidates against criteria, drawn here: one table has hundreds of them."""

from html import escape

from django import template
from django.template.context import Context
from django.template.defaultfilters import floatformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from samenwerf.accounts.models import Membership
from samenwerf.feedback.queries import Column, Given

register = template.Library()


@register.simple_tag(takes_context=True)
def cell(context: Context, column: Column, *, hidden: bool = False) -> SafeString:
    """One candidate on one criterion: the mean (unless `hidden`), how far apart, and who gave what."""
    drawn = _scores(column, context.get("member"), hidden) if column.given else _quiet(_("no scores yet"))
    return SafeString(f'<td data-label="{escape(column.criterion.name)}">{drawn}</td>')


def _scores(column: Column, reader: Membership | None, hidden: bool) -> str:
    scores = column.cell
    drawn = ""
    if not hidden and scores.mean is not None:
        drawn += f'<b class="mean">{floatformat(scores.mean, "-1")}</b>'
    if scores.is_split:
        apart = _("%(spread)s apart") % {"spread": scores.spread}
        drawn += f' <span class="tag soon">{escape(apart)}</span>'
    given = "".join(f"<span>{_who(one, reader)} {_level(one)}</span>" for one in column.given)
    drawn += f'<span class="given">{given}</span>'
    return drawn + _quiet(_("not enough evidence")) if scores.lacks_evidence else drawn


def _who(one: Given, reader: Membership | None) -> str:
    return escape(_("You") if one.author == reader else one.author.first_name)


def _level(one: Given) -> str:
    if one.level:
        return str(one.level)
    not_seen = _("not enough evidence")
    return f'<abbr title="{escape(not_seen)}">–</abbr>'


def _quiet(text: str) -> str:
    return f'<span class="quiet">{escape(text)}</span>'
