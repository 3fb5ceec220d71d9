"""The addresses of the product, and two that do nothing: what a page costs before it does anything."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path

from samenwerf.urls import urlpatterns as product


def nothing(request: HttpRequest) -> HttpResponse:
    """An answer to a member: middleware, session, person, memberships."""
    return HttpResponse(str(request.member.pk))


def frame(request: HttpRequest) -> HttpResponse:
    """The frame around every page, with no page in it."""
    return render(request, "base.html")


urlpatterns = [path("bench/nothing/", nothing), path("bench/frame/", frame), *product]
