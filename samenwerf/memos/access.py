"""The door to voice memos: authors hear their own. Who else may is for the app whose memo it is."""

from django.http import Http404

from samenwerf.accounts.models import Membership
from samenwerf.memos.models import VoiceMemo


def own_memo(member: Membership, memo_id: int) -> VoiceMemo:
    """A memo that this member recorded; Http404 for anything else."""
    memo = VoiceMemo.objects.filter(author=member, organization=member.organization, pk=memo_id).first()
    if memo is None:
        raise Http404("no such memo")
    return memo
