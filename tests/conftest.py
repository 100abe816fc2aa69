"""What every test shares: the mode of the settings, set before Django reads them."""

import os

os.environ.setdefault("CAICACH_MODE", "test")
