"""A process that has the readers loaded and reads each file in a copy of itself with the limits of the jail.

Asked line by line on standard input; answers "reading", "refused CODE", or what went wrong instead.
"""

import json
import os
import resource
import signal
import sys
import traceback
from pathlib import Path
from typing import Any

from caicach.core.dates import dates_in, read_date
from caicach.core.documents.accounting import account_for
from caicach.core.documents.agency_names import split_agencies
from caicach.core.documents.agency_roles import split_roles
from caicach.core.documents.errors import UnreadableDocument
from caicach.core.documents.jail import USUAL
from caicach.core.documents.readers import docx, paste, pdf, text, xlsx
from caicach.core.documents.readers.opening import open_source
from caicach.core.documents.recognition import recognise
from caicach.core.documents.recognition.measures import measures_of
from caicach.core.documents.recognition.outline import mark_in_code_cell, mark_of
from caicach.core.documents.transfer import reading_from_plain, reading_to_plain
from caicach.core.figures import read_figure
from caicach.core.schedule.grammar import read_time_frame

LOADED = (docx, paste, pdf, text, xlsx)
HEADROOM = 200 * 1024**2  # what this process itself holds
CALLS: dict[str, Any] = {
    "date": read_date,
    "dates": dates_in,
    "figure": read_figure,
    "agencies": split_agencies,
    "roles": split_roles,
    "mark": mark_of,
    "code": mark_in_code_cell,
    "measures": measures_of,
    "time": lambda words: read_time_frame("", words, year=2026),
    "times": lambda words: read_time_frame(words, words, year=None),
    "paste": paste.read_paste,
    "html": lambda words: paste.read_paste("", f"<table><tr><td>{words}</td></tr></table>"),
    "csv": paste.read_csv,
    "text": lambda words: recognise(text.read_text(words)),
}


def main() -> None:
    for line in sys.stdin:
        sys.stdout.write(_in_a_copy(json.loads(line)) + "\n")
        sys.stdout.flush()


def _in_a_copy(asked: dict[str, str]) -> str:
    ends, begins = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ends)
        os.write(begins, _answer(asked).encode()[:4000])
        os._exit(0)
    os.close(begins)
    with os.fdopen(ends, "rb") as pipe:
        answer = pipe.read().decode()
    _, status = os.waitpid(child, 0)
    code = os.waitstatus_to_exitcode(status)
    if code == -signal.SIGXCPU:
        return f"hung for {USUAL.cpu_seconds} seconds"
    return answer if code == 0 else f"died of {code}"


def _answer(asked: dict[str, str]) -> str:
    resource.setrlimit(resource.RLIMIT_CPU, (USUAL.cpu_seconds, USUAL.cpu_seconds + 2))
    resource.setrlimit(resource.RLIMIT_AS, (USUAL.memory_bytes + HEADROOM, USUAL.memory_bytes + HEADROOM))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        if "call" in asked:
            CALLS[asked["call"]](asked["words"])
        else:
            source = open_source(Path(asked["path"]))
            reading = account_for(source, recognise(source))
            assert reading_from_plain(json.loads(json.dumps(reading_to_plain(reading)))) == reading
    except UnreadableDocument as refused:
        return f"refused {refused.code}"
    except MemoryError:
        return "refused too_much_memory"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is to be told
        where = traceback.extract_tb(error.__traceback__)[-1]
        return f"{type(error).__name__}: {error} at {Path(where.filename).name}:{where.lineno}"[:2000]
    return "reading"


if __name__ == "__main__":
    main()
