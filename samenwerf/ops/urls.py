from django.urls import path

from samenwerf.ops import views

app_name = "ops"
urlpatterns = [
    path("demo/load/", views.load_demo, name="load_demo"),
]
