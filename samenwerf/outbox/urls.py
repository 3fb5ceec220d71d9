from django.urls import path

from samenwerf.outbox import views

app_name = "outbox"
urlpatterns = [
    path("mailbox/", views.mailbox, name="mailbox"),
    path("mailbox/<int:message_id>/", views.mailbox, name="message"),
    path("mailbox/<int:message_id>/send-again/", views.send_again, name="send_again"),
    path("mailbox/<int:message_id>/invite.ics", views.invitation, name="invitation"),
]
