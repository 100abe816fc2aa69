"""The settings of the site in test mode; the mode must be known before Django reads them."""

import os

os.environ["CAICACH_MODE"] = "test"

from caicach.config.settings import *  # noqa: E402, F403
