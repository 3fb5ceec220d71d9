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
    path("", include("samenwerf.scorecards.urls")),
    path("", include("samenwerf.home.urls_vacancies")),
]

handler400 = "samenwerf.core.error_pages.bad_request"
handler403 = "samenwerf.core.error_pages.forbidden"
handler404 = "samenwerf.core.error_pages.not_found"
handler500 = "samenwerf.core.error_pages.server_error"
