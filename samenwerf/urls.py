"""All addresses: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samenwerf.people.urls")),
    path("", include("samenwerf.outbox.urls")),
    path("", include("samenwerf.memos.urls")),
]
