from django.urls import path

from samenwerf.intake import views_start

app_name = "intake"
urlpatterns = [
    path("vacancies/new/", views_start.new, name="new"),
    path("vacancies/new/details/", views_start.new_details, name="new_details"),
]
