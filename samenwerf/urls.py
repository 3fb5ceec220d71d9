"""All addresses: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from samenwerf.people import urls as people_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samenwerf.people.urls")),
    path("", include(people_urls.allauth_urlpatterns)),
    path("", include("samenwerf.outbox.urls")),
    path("", include("samenwerf.memos.urls")),
]
