"""What kinds of files are called in answers and where they are kept, by the ending of their names."""

TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "txt": "text/plain",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "yaml": "application/yaml",
    "png": "image/png",
    "jpg": "image/jpeg",
    "zip": "application/zip",
}
UNKNOWN = "application/octet-stream"


def sent_as(ending: str) -> str:
    """With the letters that texts are written in."""
    known = TYPES.get(ending, UNKNOWN)
    return f"{known}; charset=utf-8" if ending in ("txt", "csv", "tsv", "yaml") else known
