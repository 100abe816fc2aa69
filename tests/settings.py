"""The settings of the site in test mode; the mode must be known before Django reads them.

Passwords are hashed quickly: a hash is slow on purpose, and no test but the ones that say so is about that.
"""

import os

os.environ["CAICACH_MODE"] = "test"

from caicach.config.settings import *  # noqa: E402, F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
