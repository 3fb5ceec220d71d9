"""Playing own memos. Apps that show somebody else's memo check that first and then call `serving.serve`."""

from django.http import HttpResponseBase
from django.views.decorators.http import require_safe

from samenwerf.accounts.gates import MemberRequest, members_only
from samenwerf.memos.access import own_memo
from samenwerf.memos.serving import serve


@require_safe
@members_only
def play(request: MemberRequest, memo_id: int) -> HttpResponseBase:
    """The author listens to an own memo."""
    return serve(request, own_memo(request.member, memo_id))
