"""A job description that never became a vacancy is forgotten after a week, with its file."""

from datetime import timedelta
from pathlib import Path

from samenwerf.vacancies import actions, jobs
from samenwerf.vacancies.models import JobDocument


def keep(by, at, vacancy=None):
    return actions.keep_document(
        data=b"Teamleider", name="x.txt", content_type="text/plain", text="", by=by, at=at, vacancy=vacancy
    )


def test_old_drafts_go_and_documents_of_a_vacancy_stay(recruiter, vacancy, at):
    old, kept = keep(recruiter, at), keep(recruiter, at, vacancy)
    fresh = keep(recruiter, at + timedelta(days=2))
    assert jobs.forget_drafts(at + timedelta(days=8))
    assert set(JobDocument.objects.all()) == {kept, fresh}
    assert not old.file.storage.exists(old.file.name)
    assert kept.file.storage.exists(kept.file.name)
    assert not jobs.forget_drafts(at + timedelta(days=8))


def test_a_file_that_cannot_be_removed_keeps_its_row_and_does_not_stop_the_others(recruiter, at):
    stuck, old = keep(recruiter, at), keep(recruiter, at)
    path = Path(stuck.file.path)
    path.unlink()
    (path / "inside").mkdir(parents=True)
    while jobs.forget_drafts(at + timedelta(days=8)):
        pass
    assert list(JobDocument.objects.all()) == [stuck]
    assert not old.file.storage.exists(old.file.name)
    (path / "inside").rmdir()
    assert jobs.forget_drafts(at + timedelta(days=9))
    assert not JobDocument.objects.exists()
    assert not path.exists()


def test_a_draft_becomes_the_document_of_one_vacancy(recruiter, vacancy, at):
    draft = keep(recruiter, at)
    actions.attach_draft(document=draft, vacancy=vacancy, by=recruiter, at=at)
    actions.attach_draft(document=draft, vacancy=vacancy, by=recruiter, at=at)
    assert list(vacancy.documents.all()) == [draft]


def test_the_stored_name_tells_nothing(recruiter, at):
    document = actions.keep_document(
        data=b"x", name="../../etc/passwd.html", content_type="text/plain", text="", by=recruiter, at=at
    )
    assert document.name == "../../etc/passwd.html"
    assert "passwd" not in document.file.name
    assert ".html" not in document.file.name
