"""The folder of real documents that some tests read; it lies beside the project and may be absent."""

import os
from pathlib import Path

import pytest

FOLDER = Path(os.environ.get("CAICACH_DOCUMENTS", Path(__file__).resolve().parents[2] / "shared" / "documents"))

needs_documents = pytest.mark.skipif(
    not FOLDER.is_dir(),
    reason="the folder of real documents is not there (shared/documents beside the project)",
)
