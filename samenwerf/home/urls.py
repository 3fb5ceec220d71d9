from django.urls import path

from samenwerf.home import views

app_name = "home"
urlpatterns = [
    path("", views.first_page, name="today"),
    path("search/", views.search, name="search"),
    path("candidates/<int:pk>/erase/", views.erase_candidate, name="erase_candidate"),
    path("todos/<int:pk>/nudge/", views.nudge, name="nudge"),
]
