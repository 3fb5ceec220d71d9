"""All addresses: each app brings its own."""

from django.urls import URLPattern, URLResolver, include, path

from samenwerf.people import urls as people_urls

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("samenwerf.core.urls")),
    path("", include("samenwerf.candidates.urls")),
    path("", include("samenwerf.ops.urls")),
    path("", include("samenwerf.home.urls")),
    path("", include("samenwerf.people.urls")),
    path("", include(people_urls.allauth_urlpatterns)),
    path("", include("samenwerf.outbox.urls")),
    path("", include("samenwerf.memos.urls")),
    path("", include("samenwerf.interviews.urls")),
    path("", include("samenwerf.feedback.urls")),
    path("", include("samenwerf.wording.urls")),
    path("", include("samenwerf.intake.urls")),
    path("", include("samenwerf.home.urls_vacancies")),
]

handler400 = "samenwerf.core.views.bad_request"
handler403 = "samenwerf.core.views.forbidden"
handler404 = "samenwerf.core.views.not_found"
handler500 = "samenwerf.core.views.server_error"
