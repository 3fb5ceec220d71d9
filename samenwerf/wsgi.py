"""The WSGI entry that Granian serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samenwerf.settings")
application = get_wsgi_application()

# A page makes thousands of short-lived objects: with the default of 700 the collector walks through them many
# times a page, and now and then through all that was loaded at the start.
gc.freeze()
gc.set_threshold(50_000)
