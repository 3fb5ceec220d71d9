"""Settings for the tests: the same parts, a cheap password hasher, files in a folder of their own."""

import os
import tempfile

os.environ["SAMENWERF_DATA"] = tempfile.mkdtemp(prefix="samenwerf-test-")
os.environ.setdefault("SAMENWERF_SECRET_KEY", "only-for-tests")
os.environ.pop("SMTP_URL", None)

from samenwerf.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"  # noqa: F405
STATIC_ROOT = DATA_DIR / "static"  # noqa: F405
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
