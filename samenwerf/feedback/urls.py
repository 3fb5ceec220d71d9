from django.urls import path

from samenwerf.feedback.views import guest

app_name = "feedback"
urlpatterns = [
    path("l/interview/<str:token>/", guest.link, name="link"),
    path("l/interview/<str:token>/cv/<int:document>/", guest.document_by_link, name="link_document"),
    path("l/interview/<str:token>/memo/<int:memo>/", guest.memo_by_link, name="link_memo"),
    path("interviews/<int:pk>/feedback/", guest.own, name="own"),
    path("interviews/<int:pk>/feedback/cv/<int:document>/", guest.document, name="document"),
    path("interviews/<int:pk>/feedback/memo/<int:memo>/", guest.memo_on_own, name="own_memo"),
    path("feedback/memo/<int:memo>/", guest.memo, name="memo"),
]
