"""The settings of the tests, for a process that works on the database of a running test."""

import os

from samenwerf.settings_test import *  # noqa: F403

DATABASES["default"]["NAME"] = os.environ["WORKER_DATABASE"]  # noqa: F405
