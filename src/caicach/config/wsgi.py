"""The site as a WSGI application."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "caicach.config.settings")
application = get_wsgi_application()

# What is loaded now stays: to look through it for garbage again and again costs each page a twentieth.
gc.collect()
gc.freeze()
gc.set_threshold(10_000, 10, 10)
