"""What every page knows: the organization's member, and the moment at which it is made."""

from typing import Any

from django.http import HttpRequest

from samenwerf.core import clock


def page(request: HttpRequest) -> dict[str, Any]:
    return {"member": getattr(request, "member", None), "at": clock.now()}
