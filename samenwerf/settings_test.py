"""Settings for the tests: the same parts, in a temporary folder, without waiting for the disk.

The database is SQLite in a file, as in real use. `TEST_DATABASE=postgresql` starts a PostgreSQL for
the run; a `postgresql://` address there runs the tests on that server.
"""

import atexit
import os
import shutil
import tempfile

# The workers of a run lay theirs inside that of the run, which removes them all when it ends.
folder = tempfile.mkdtemp(prefix="samenwerf-test-", dir=os.environ.get("SAMENWERF_TEST_RUN"))
if "SAMENWERF_TEST_RUN" not in os.environ:
    os.environ["SAMENWERF_TEST_RUN"] = folder
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
os.environ["SAMENWERF_DATA"] = folder
for name in ("DATABASE_URL", "SMTP_URL", "SAMENWERF_URL", "SAMENWERF_HOSTS", "SAMENWERF_DEBUG"):
    os.environ.pop(name, None)
os.environ["SAMENWERF_SECRET_KEY"] = "only-for-tests"

database = os.environ.get("TEST_DATABASE", "")
if database == "postgresql":
    from tests import postgres

    # The workers of this run inherit the address and use the same server.
    database = os.environ["TEST_DATABASE"] = postgres.start()
if database:
    os.environ["DATABASE_URL"] = database

from samenwerf.settings import *  # noqa: E402, F403

DATABASES["default"]["CONN_MAX_AGE"] = 0  # noqa: F405
if not database:
    DATABASES["default"]["OPTIONS"]["init_command"] = (  # noqa: F405
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA cache_size=-16384;"
    )
    # A file and not memory: threads and processes then meet each other's locks, as in real use.
    DATABASES["default"]["TEST"] = {"NAME": DATA_DIR / "test.sqlite3"}  # noqa: F405

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
STATIC_ROOT = DATA_DIR / "static"  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
# Looks files up when asked for, instead of listing all of them for every client of a test.
WHITENOISE_AUTOREFRESH = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
