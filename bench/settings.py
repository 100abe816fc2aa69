"""The settings of the site with one more address: a page with nothing on it."""

from caicach.config.settings import *  # noqa: F403

ROOT_URLCONF = "bench.urls"
