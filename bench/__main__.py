"""`make bench`, or `python -m bench [SUBJECT…]`: ratios against a peer in the same run."""

import sys
from collections.abc import Callable
from functools import partial

from bench import documents, hostile, scoring, surveys
from bench.site import on_both_databases

SUBJECTS: dict[str, Callable[[], bool]] = {
    "documents": documents.measure,
    "hostile": hostile.measure,
    "scoring": scoring.measure,
    "surveys": surveys.measure,
    "pages": partial(on_both_databases, "bench.pages"),
    "consolidation": partial(on_both_databases, "bench.consolidation"),
    "load": partial(on_both_databases, "bench.load"),
    "phone": partial(on_both_databases, "bench.phone"),
}


def main() -> int:
    """Run the named subjects, or all; exit status 1 where a figure is over its bar."""
    wanted = sys.argv[1:] or list(SUBJECTS)
    unknown = [name for name in wanted if name not in SUBJECTS]
    if unknown:
        sys.stderr.write(f"bench: {', '.join(unknown)}: not one of {', '.join(SUBJECTS)}\n")
        return 64
    kept = [SUBJECTS[name]() for name in wanted]
    return 0 if all(kept) else 1


if __name__ == "__main__":
    sys.exit(main())
