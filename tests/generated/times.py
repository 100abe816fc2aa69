"""Printed time frames whose schedule is known: bank codes such as `m6-7` become cells and a schedule."""

import re
from dataclasses import dataclass
from typing import Any

ROMAN = {1: "I", 2: "II", 3: "III", 4: "IV"}
EVERY = {"tuan": ("Hằng tuần", "week"), "thang": ("Hằng tháng", "month"), "quy": ("Hằng quý", "quarter")}
STYLES = ("plain", "year", "of_year")
Schedule = dict[str, Any]


def _schedule(kind: str, first: str | None = None, last: str | None = None, **more: str | None) -> Schedule:
    return {"kind": kind, "from": first, "to": last, "to_date": None, "every": None, "event": None, **more}


@dataclass(frozen=True, slots=True)
class Time:
    """A time frame: code of the bank, the plan's year, and how a year is printed (plain, year, of_year)."""

    code: str
    year: int = 2026
    style: str = "plain"

    def schedule(self) -> Schedule:
        """The schedule every careful reader must come to."""
        head, rest = self.code[:1], self.code[1:]
        if self.code == "" or self.code.startswith("raw:"):
            return _schedule("none")
        if self.code == "tx":
            return _schedule("continuous")
        if self.code.startswith("dk:"):
            return _schedule("recurring", every=EVERY.get(self.code[3:], ("", None))[1])
        if self.code.startswith("sau:"):
            event, _, month = self.code[4:].partition("@")
            return _schedule("after_event", last=self._month(int(month)) if month else None, event=f"Sau khi {event}")
        if self.code.startswith("theo:"):
            return _schedule("per_authority", event=f"Theo {self.code[5:]}")
        if head == "<":
            day, month = (int(part) for part in rest.split("/"))
            return _schedule("window", last=self._month(month), to_date=f"{self.year}-{month:02d}-{day:02d}")
        first, last = self._months()
        return _schedule("month" if first == last else "window", self._month(first), self._month(last))

    def accept(self) -> dict[str, list[str | None]]:
        """Other readings that also count."""
        if not self.code.startswith("<"):
            return {}
        return {"schedule_kind": ["window", "month"], "schedule_from": [None, self.schedule()["to"]]}

    def cells(self) -> tuple[str, str]:
        """What stands in the columns of beginning and end."""
        if match := re.fullmatch(r"m(\d+)-(\d+)", self.code):
            return self._month_words(int(match[1])), self._month_words(int(match[2]))
        if self.code.startswith("sau:") and "@" in self.code:
            event, _, month = self.code[4:].partition("@")
            return f"Sau khi {event}", self._month_words(int(month))
        if self.code.startswith("<"):
            return "", self.cell()
        return self.cell(), ""

    def cell(self) -> str:
        """What stands in the only column of time."""
        if self.code == "" or self.code.startswith("raw:"):
            return self.code.removeprefix("raw:")
        if self.code == "tx":
            return "Thường xuyên"
        if self.code.startswith("dk:"):
            return EVERY.get(self.code[3:], (self.code[3:], None))[0]
        if self.code.startswith("sau:"):
            event, _, month = self.code[4:].partition("@")
            return f"Sau khi {event}" + (f", hoàn thành trong tháng {month}/{self.year}" if month else "")
        if self.code.startswith("theo:"):
            return f"Theo {self.code[5:]}"
        if self.code.startswith("<"):
            return self._deadline()
        return self._span()

    def _deadline(self) -> str:
        day, month = (int(part) for part in self.code[1:].split("/"))
        before = {"plain": "Trước ngày", "year": "trước ngày", "of_year": "Trước"}[self.style]
        return f"{before} {day:02d}/{month:02d}/{self.year}"

    def _span(self) -> str:
        suffix = {"plain": "", "year": f"/{self.year}", "of_year": f" năm {self.year}"}[self.style]
        if self.code.startswith("q"):
            return f"Quý {ROMAN[int(self.code[1:])]}{suffix}"
        if self.code in ("h1", "h2"):
            half = "6 tháng đầu năm" if self.code == "h1" else "6 tháng cuối năm"
            return half if self.style == "plain" else f"{half} {self.year}"
        first, last = self._months()
        if first == last:
            return f"Trong tháng {first}{suffix}" if self.style != "year" else f"Tháng {first:02d}/{self.year}"
        return f"Từ tháng {first} đến tháng {last}{suffix}" if self.style != "year" else self._dashed(first, last)

    def _dashed(self, first: int, last: int) -> str:
        return f"Tháng {first} - tháng {last}/{self.year}"

    def _month_words(self, month: int) -> str:
        return f"Tháng {month}" if self.style == "plain" else f"Tháng {month}/{self.year}"

    def _months(self) -> tuple[int, int]:
        if self.code.startswith("q"):
            last = int(self.code[1:]) * 3
            return last - 2, last
        if self.code in ("h1", "h2"):
            return (1, 6) if self.code == "h1" else (7, 12)
        first, _, last_text = self.code[1:].partition("-")
        return int(first), int(last_text or first)

    def _month(self, month: int) -> str:
        return f"{self.year}-{month:02d}"
