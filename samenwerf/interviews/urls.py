from django.urls import path

from samenwerf.interviews import views

app_name = "interviews"
urlpatterns = [
    path("interviews/", views.list_, name="list"),
    path("applications/<int:pk>/interviews/new/", views.plan, name="plan"),
    path("interviews/<int:pk>/move/", views.replan, name="replan"),
    path("interviews/<int:pk>/cancel/", views.cancel, name="cancel"),
    path("interviews/<int:pk>/calendar.ics", views.calendar_file, name="calendar"),
]
