from django.urls import path

from samenwerf.scorecards import views

app_name = "scorecards"
urlpatterns = [
    path("vacancies/<int:vacancy_id>/scorecard/", views.detail, name="detail"),
    path("vacancies/<int:vacancy_id>/scorecard/criteria/", views.add, name="add"),
    path(
        "vacancies/<int:vacancy_id>/scorecard/criteria/<int:criterion_id>/restore/",
        views.restore,
        name="restore",
    ),
    path("vacancies/<int:vacancy_id>/scorecard/kit/", views.kit, name="kit"),
    path("scorecards/criteria/<int:pk>/", views.change, name="change"),
    path("scorecards/criteria/<int:pk>/move/", views.move, name="move"),
    path("scorecards/criteria/<int:pk>/removal/", views.remove, name="remove"),
]
