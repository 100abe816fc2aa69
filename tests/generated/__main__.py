"""Write all papers and their readings into a folder: `python -m tests.generated FOLDER`."""

import json
import sys
from pathlib import Path

from tests.generated.catalogue import papers
from tests.generated.docx_writer import write_docx
from tests.generated.gold import gold_of
from tests.generated.pdf_writer import write_pdf
from tests.generated.printing import blocks_of
from tests.generated.text_writer import write_flattened, write_tabbed

WRITERS = {"docx": write_docx, "pdf": write_pdf, "tabbed.txt": write_tabbed, "flattened.txt": write_flattened}


def write_all(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for paper in papers():
        blocks = blocks_of(paper)
        for ending, write in WRITERS.items():
            write(blocks, folder / f"{paper.name}.{ending}")
        reading = json.dumps(gold_of(paper), ensure_ascii=False, indent=1)
        (folder / f"{paper.name}.json").write_text(reading, "utf-8")


if __name__ == "__main__":
    write_all(Path(sys.argv[1]))
