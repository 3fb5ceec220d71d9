from django.urls import path

from samenwerf.feedback.views import again, debrief, guest

app_name = "feedback"
urlpatterns = [
    path("l/interview/<str:token>/", guest.link, name="link"),
    path("l/interview/<str:token>/cv/<int:document>/", guest.document_by_link, name="link_document"),
    path("l/interview/<str:token>/memo/<int:memo>/", guest.memo_by_link, name="link_memo"),
    path("interviews/<int:pk>/feedback/", guest.own, name="own"),
    path("interviews/<int:pk>/feedback/cv/<int:document>/", guest.document, name="document"),
    path("interviews/<int:pk>/feedback/memo/<int:memo>/", guest.memo_on_own, name="own_memo"),
    path("feedback/memo/<int:memo>/", guest.memo, name="memo"),
    path("interviews/<int:pk>/", debrief.interview, name="interview"),
    path("interviews/<int:pk>/without/<int:member>/", debrief.go_on_without, name="go_on_without"),
    path("interviews/<int:pk>/without/<int:member>/undo/", debrief.wait_again, name="wait_again"),
    path("applications/<int:pk>/reopen/", again.take_up_again, name="take_up_again"),
    path("vacancies/<int:vacancy>/debrief/", debrief.debrief, name="debrief"),
    path("applications/<int:pk>/feedback/", debrief.seen, name="seen"),
    path("applications/<int:pk>/doubts/", debrief.doubts, name="doubts"),
    path("applications/<int:pk>/decision/", debrief.decide, name="decide"),
    path("applications/<int:pk>/decision/back/", debrief.take_back, name="take_back"),
    path("l/decision/<str:token>/", debrief.link, name="decision_link"),
    path("l/decision/<str:token>/back/", debrief.take_back_by_link, name="decision_link_back"),
    path("l/decision/<str:token>/memo/<int:memo>/", debrief.memo_by_link, name="decision_link_memo"),
]
