from django.urls import path

from samenwerf.candidates.views import importing, many, pages, review, steps

app_name = "candidates"
urlpatterns = [
    path("candidates/", pages.candidates, name="list"),
    path("candidates/<int:pk>/", pages.candidate, name="detail"),
    path("candidates/<int:pk>/correct/", pages.correct, name="correct"),
    path("candidates/<int:pk>/files/<int:document>/", pages.own_document, name="own_document"),
    path("candidates/<int:pk>/files/<int:document>/remove/", pages.remove_own_file, name="remove_own_file"),
    path("vacancies/<int:vacancy_id>/candidates/", pages.board, name="board"),
    path("vacancies/<int:vacancy_id>/candidates/new/", pages.add, name="add"),
    path("vacancies/<int:vacancy_id>/candidates/import/", importing.start, name="import"),
    path("vacancies/<int:vacancy_id>/candidates/tell/", many.tell_many, name="tell_many"),
    path("vacancies/<int:vacancy_id>/candidates/present/", many.present_many, name="present_many"),
    path("imports/<int:pk>/", importing.run, name="import_run"),
    path("imports/<int:pk>/columns/", importing.columns, name="import_columns"),
    path("imports/<int:pk>/lines/<int:line>/", importing.mend, name="import_mend"),
    path("imports/<int:pk>/yes/", importing.confirm, name="import_confirm"),
    path("imports/<int:pk>/cancel/", importing.cancel, name="import_cancel"),
    path("imports/<int:pk>/go-on/", importing.go_on, name="import_go_on"),
    path("imports/<int:pk>/undo/", importing.undo, name="import_undo"),
    path("imports/<int:pk>/lines-to-mend.csv", importing.problems, name="import_problems"),
    path("applications/<int:pk>/", pages.application, name="application"),
    path("applications/<int:pk>/files/", pages.attach, name="attach"),
    path("applications/<int:pk>/files/<int:document>/", pages.document, name="document"),
    path("applications/<int:pk>/files/<int:document>/remove/", pages.remove_file, name="remove_file"),
    path("applications/<int:pk>/presentation/", steps.present, name="present"),
    path("applications/<int:pk>/turn-down/", steps.turn_down, name="turn_down"),
    path(
        "applications/<int:pk>/turn-down/back/", steps.take_back_turning_down, name="take_back_turning_down"
    ),
    path("applications/<int:pk>/reply/", steps.reply, name="reply"),
    path("applications/<int:pk>/told/", steps.tell, name="tell"),
    path("applications/<int:pk>/offer/", steps.make_offer, name="make_offer"),
    path("applications/<int:pk>/offer/back/", steps.take_back_offer, name="take_back_offer"),
    path("applications/<int:pk>/offer/answer/", steps.hear_offer, name="hear_offer"),
    path("applications/<int:pk>/withdrawal/", steps.withdraw, name="withdraw"),
    path("applications/<int:pk>/review/", review.own, name="review"),
    path("applications/<int:pk>/review/take-back/", review.take_back, name="take_back"),
    path("l/review/<str:token>/", review.link, name="review_link"),
    path("l/review/<str:token>/take-back/", review.take_back_by_link, name="take_back_link"),
    path("l/review/<str:token>/others/", review.mail_others, name="review_others"),
    path("l/review/<str:token>/files/<int:document>/", review.document_by_link, name="review_document"),
]
