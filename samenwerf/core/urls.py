from django.urls import path

from samenwerf.core import views

app_name = "core"
urlpatterns = [
    path("components/", views.components, name="components"),
    path("language/", views.language, name="language"),
]
