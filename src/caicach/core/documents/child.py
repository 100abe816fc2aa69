"""The child process that reads one file: it locks itself in, reads, and writes one line of JSON.

Started by `jail.py` only. The request comes as JSON on standard input. Libraries are imported behind the locks.
"""

import gc
import json
import os
import resource
import sys
from pathlib import Path
from typing import Any

FEW_COLLECTIONS = 50_000, 20, 20
"""Thresholds of the garbage collector in a process that ends soon: looking for garbage costs it a twentieth."""

OUT_OF_MEMORY = 71  # the status with which a child ends that cannot even say so


def main() -> None:
    """Read the request, read the file, answer."""
    from caicach.core.documents.locks import lock_in

    gc.set_threshold(*FEW_COLLECTIONS)
    request: dict[str, Any] = json.load(sys.stdin)
    answers = _own_answers()
    lock_in(request["limits"], parent=request["parent"])
    try:
        answer = _answer(request)
        with os.fdopen(answers, "w", encoding="ascii") as pipe:
            json.dump({**answer, "used": _used()}, pipe, ensure_ascii=True, separators=(",", ":"))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


def _own_answers() -> int:
    """Standard output for answers only: what a library prints goes where complaints go."""
    answers = os.dup(sys.stdout.fileno())
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())
    return answers


def _answer(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.errors import UnreadableDocument

    try:
        return {request["errand"]: _ERRANDS[request["errand"]](request)}
    except UnreadableDocument as refused:
        params = {name: held for name, held in refused.params.items() if name != "where"}
        return {"refused": refused.code, "where": refused.where, "params": params}
    except MemoryError:
        return {"refused": "too_much_memory", "where": "", "params": {}}


def _reading(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.readers.opening import open_source

    source = open_source(Path(request["path"]), request["name"], with_ocr=request["with_ocr"])
    from caicach.core.documents.accounting import account_for
    from caicach.core.documents.recognition import recognise
    from caicach.core.documents.transfer import directory_from_plain, reading_to_plain

    directory = directory_from_plain(request["directory"]) if request["directory"] else None
    return reading_to_plain(account_for(source, recognise(source, directory)))


def _package(request: dict[str, Any]) -> str:
    from caicach.core.documents.archive import check_archive

    return check_archive(Path(request["path"]), is_import=False)


def _head(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.readers.opening import open_source

    source = open_source(Path(request["path"]), request["name"])
    from caicach.core.documents.recognition import recognise_head
    from caicach.core.documents.transfer import to_plain

    plain: dict[str, Any] = to_plain(recognise_head(source))
    return plain


def _lines(request: dict[str, Any]) -> list[str]:
    from caicach.core.documents.readers.opening import open_source

    source = open_source(Path(request["path"]), request["name"])
    from caicach.core.documents.plain_lines import lines_of

    return lines_of(source)


def _preview(request: dict[str, Any]) -> dict[str, Any]:
    from caicach.core.documents.previewing import page_of
    from caicach.core.documents.transfer import to_plain

    plain: dict[str, Any] = to_plain(page_of(Path(request["path"]), request["name"], request["page"]))
    return plain


def _form(request: dict[str, Any]) -> dict[str, Any]:
    path = _checked_word_file(request)
    from caicach.core.documents.transfer import to_plain
    from caicach.core.officialdocs.linting import report_of

    plain: dict[str, Any] = to_plain(report_of(path, is_to_mend=request["is_to_mend"]))
    return plain


def _template(request: dict[str, Any]) -> dict[str, Any]:
    path = _checked_word_file(request)
    from caicach.core.documents.transfer import to_plain
    from caicach.core.officialdocs.templates.fields import fields_from_plain, values_from_plain
    from caicach.core.officialdocs.templates.filling import check_template

    fields = fields_from_plain(request["fields"])
    plain: dict[str, Any] = to_plain(check_template(path, fields, values_from_plain(fields, request["values"])))
    return plain


def _paper(request: dict[str, Any]) -> str:
    path = _checked_word_file(request)
    import base64

    from caicach.core.documents.errors import UnreadableDocument
    from caicach.core.officialdocs.templates.fields import fields_from_plain, values_from_plain
    from caicach.core.officialdocs.templates.filling import TemplateNotFilled, fill_template

    fields = fields_from_plain(request["fields"])
    try:
        paper = fill_template(path, fields, values_from_plain(fields, request["values"]))
    except TemplateNotFilled as refused:
        raise UnreadableDocument("template_not_filled", told=refused.told) from refused
    return base64.b64encode(paper).decode("ascii")


def _checked_word_file(request: dict[str, Any]) -> Path:
    from caicach.core.documents.container import FileKind, check_file
    from caicach.core.documents.errors import UnreadableDocument

    path = Path(request["path"])
    if check_file(path, request["name"]) is not FileKind.DOCX:
        raise UnreadableDocument("type_not_supported", found=Path(request["name"]).suffix)
    return path


def _pdf(request: dict[str, Any]) -> str:
    path = _checked_word_file(request)
    import base64

    from caicach.core.documents.pdf_making import pdf_of

    return base64.b64encode(pdf_of(path)).decode("ascii")


_ERRANDS = {
    "reading": _reading,
    "package": _package,
    "head": _head,
    "lines": _lines,
    "preview": _preview,
    "form": _form,
    "template": _template,
    "paper": _paper,
    "pdf": _pdf,
}


def _used() -> dict[str, float]:
    """What this process has used: its own peak of memory, where the system tells it, and its time."""
    usage = resource.getrusage(resource.RUSAGE_SELF)
    return {"peak_bytes": _peak_bytes(), "cpu_seconds": round(usage.ru_utime + usage.ru_stime, 3)}


def _peak_bytes() -> int:
    # `ru_maxrss` counts the parent in, from the moment of starting.
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        return int(status.partition("VmHWM:")[2].split()[0]) * 1024
    except (OSError, IndexError, ValueError):
        return 0


if __name__ == "__main__":
    main()
    os._exit(0)  # taking libraries down again costs time and may crash in them
