from django.urls import path

from samenwerf.memos import views

app_name = "memos"
urlpatterns = [path("memos/<int:memo_id>/sound/", views.play, name="play")]
