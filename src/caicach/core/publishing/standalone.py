"""Verify this bundle with Python 3.11 or newer alone: python3 verify.py

Every file is compared with its hash, and the results are computed once more from data.json.
Mọi tệp được so với mã băm, kết quả được tính lại từ data.json.
"""

import sys
from pathlib import Path


def main() -> int:
    """0: everything agrees. 1: something differs, and is named."""
    sys.dont_write_bytecode = True
    here = Path(__file__).resolve().parent
    sys.path.insert(0, str(here))
    from caicach.core.publishing.verifying import differences

    names = [path for path in here.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    found = differences({path.relative_to(here).as_posix(): path.read_bytes() for path in names})
    for one in found:
        told = f": {one.told} → {one.found}" if one.told or one.found else ""
        sys.stdout.write(" ".join([one.code, one.file, *one.place]) + f"{told}\n")
    sys.stdout.write(f"KHÔNG KHỚP: {len(found)} chỗ\n" if found else "KHỚP: kết quả tính lại giống từng byte\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.exit(main())
