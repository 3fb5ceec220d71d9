from django.urls import path

from samenwerf.wording import views

app_name = "wording"
urlpatterns = [path("wording/check/", views.check, name="check")]
