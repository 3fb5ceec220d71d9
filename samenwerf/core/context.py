"""What every page knows: the organization's member, and the language."""

from typing import Any

from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, Any]:
    return {"member": getattr(request, "member", None)}
