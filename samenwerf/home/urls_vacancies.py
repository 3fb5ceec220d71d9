"""Addresses of vacancies; the pages lie up here because they look across apps."""

from django.urls import path, re_path

from samenwerf.home import views_vacancies as views

app_name = "vacancies"
urlpatterns = [
    path("vacancies/", views.vacancy_list, name="list"),
    path("vacancies/<int:pk>/", views.vacancy_detail, name="detail"),
    path("vacancies/<int:pk>/edit/", views.vacancy_edit, name="edit"),
    re_path(
        r"^vacancies/(?P<pk>\d{1,18})/(?P<verb>pause|resume|fill|cancel|reopen)/$",
        views.vacancy_status,
        name="status",
    ),
    path("vacancies/<int:pk>/documents/", views.document_add, name="document_add"),
    path("vacancies/documents/<int:pk>/", views.document, name="document"),
    path("vacancies/documents/<int:pk>/removal/", views.document_remove, name="document_remove"),
]
