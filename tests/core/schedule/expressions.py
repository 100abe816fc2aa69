"""What the papers of provinces print in their columns of time, and what a careful reader understands by it.

The plan is of 2026. Each line is: the printed words | what they say, in the short form of `said`. `?` is a question to
the officer: words that leave two readings, or whose meaning the calendar does not give, are never guessed.
"""

from datetime import date

from caicach.core.schedule.schedule import Schedule, ScheduleKind

K = ScheduleKind

_NAMES = {K.NONE: "none", K.CONTINUOUS: "continuous", K.AFTER_EVENT: "event", K.AD_HOC: "on call"}


def said(schedule: Schedule) -> str:
    """A schedule in one line: "window 2026-01-01 to 2026-03-31", "by 2026-12-20 day", "every quarter on 20"."""
    expected = " expected" if schedule.is_expected else ""
    if schedule.kind is K.UNREADABLE:
        return "?" + expected
    if schedule.kind is K.MONTH:
        return f"month {schedule.start_on:%Y-%m}" + expected
    if schedule.kind is K.WINDOW:
        return _window(schedule) + expected
    words = f"every {_recurrence(schedule)}" if schedule.kind is K.RECURRING else _name(schedule)
    bounds = _bound(" from", schedule.start_on) + _bound(" by", schedule.due_on)
    day = " day" if schedule.has_exact_day and schedule.kind is not K.RECURRING else ""
    return words + bounds + day + expected


def _name(schedule: Schedule) -> str:
    return "authority" if schedule.kind is K.PER_AUTHORITY else _NAMES[schedule.kind]


def _bound(word: str, day: date | None) -> str:
    return f"{word} {day}" if day else ""


def _window(schedule: Schedule) -> str:
    first = f"window {schedule.start_on} to" if schedule.start_on else "by"
    return f"{first} {schedule.due_on}" + (" day" if schedule.has_exact_day else "")


def _recurrence(schedule: Schedule) -> str:
    times = f" x{schedule.times}" if schedule.times != 1 else ""
    planned = f" {schedule.quantity} {schedule.unit}" if schedule.quantity else ""
    day = "/".join(str(part) for part in (schedule.due_day, schedule.due_month) if part)
    place = " on " if schedule.due_day else " in month "
    return (schedule.every or "now and then") + times + planned + (place + day if day else "")


def table(lines: str) -> list[tuple[str, str]]:
    """The lines "words | what they say" as pairs."""
    pairs = [line.rpartition("|") for line in lines.strip().splitlines() if line.strip()]
    return [(words.strip(), meaning.strip()) for words, _, meaning in pairs]


QUARTERS = """
quý 2 | window 2026-04-01 to 2026-06-30
Quý I. | window 2026-01-01 to 2026-03-31
Q2/2026 | window 2026-04-01 to 2026-06-30
Q.III/2026 | window 2026-07-01 to 2026-09-30
Q4 | window 2026-10-01 to 2026-12-31
Quý 02/2026 | window 2026-04-01 to 2026-06-30
Quý II.2026 | window 2026-04-01 to 2026-06-30
Quý II-2026 | window 2026-04-01 to 2026-06-30
Quý II - 2026 | window 2026-04-01 to 2026-06-30
Quý II – năm 2026 | window 2026-04-01 to 2026-06-30
Quý II, năm 2026 | window 2026-04-01 to 2026-06-30
Quý II (năm 2026) | window 2026-04-01 to 2026-06-30
Qúy III/2026 | window 2026-07-01 to 2026-09-30
Qúi IV năm 2026 | window 2026-10-01 to 2026-12-31
quý iv/2026 | window 2026-10-01 to 2026-12-31
Quý ll/2026 | window 2026-04-01 to 2026-06-30
Quý lll năm 2026 | window 2026-07-01 to 2026-09-30
Quý lV | window 2026-10-01 to 2026-12-31
Thực hiện trong Quý I/2026 | window 2026-01-01 to 2026-03-31
Triển khai trong quý II | window 2026-04-01 to 2026-06-30
Thời gian: Quý II/2026 | window 2026-04-01 to 2026-06-30
Thời gian thực hiện: Quý III năm 2026 | window 2026-07-01 to 2026-09-30
Thời gian hoàn thành: Quý IV/2026 | window 2026-10-01 to 2026-12-31
Quý I/2027 | window 2027-01-01 to 2027-03-31
Quý IV/2025 | window 2025-10-01 to 2025-12-31
Trong quý III và IV | window 2026-07-01 to 2026-12-31
Quý III, IV/2026 | window 2026-07-01 to 2026-12-31
Quý II, III và IV/2026 | window 2026-04-01 to 2026-12-31
Quý II-III/2026 | window 2026-04-01 to 2026-09-30
Quý I, quý II năm 2026 | window 2026-01-01 to 2026-06-30
Quý 1, 2/2026 | window 2026-01-01 to 2026-06-30
Quý I & II/2026 | window 2026-01-01 to 2026-06-30
Từ quý II đến hết năm 2026 | window 2026-04-01 to 2026-12-31
Từ Quý II đến cuối năm | window 2026-04-01 to 2026-12-31
Quý II đến Quý IV năm 2026 | window 2026-04-01 to 2026-12-31
Quý IV/2025 - Quý I/2026 | window 2025-10-01 to 2026-03-31
Từ quý IV/2026 đến hết quý II/2027 | window 2026-10-01 to 2027-06-30
Quý III/2026 đến năm 2027 | window 2026-07-01 to 2027-12-31
Quý II/2026 (dự kiến) | window 2026-04-01 to 2026-06-30 expected
Dự kiến Quý III | window 2026-07-01 to 2026-09-30 expected
Khoảng quý II/2026 | window 2026-04-01 to 2026-06-30 expected
"""

HALVES_AND_YEARS = """
3 tháng đầu năm 2026 | window 2026-01-01 to 2026-03-31
06 tháng đầu năm | window 2026-01-01 to 2026-06-30
Sáu tháng đầu năm 2026 | window 2026-01-01 to 2026-06-30
Trong 6 tháng đầu năm 2026 | window 2026-01-01 to 2026-06-30
6 tháng đầu của năm 2026 | window 2026-01-01 to 2026-06-30
6 tháng cuối năm | window 2026-07-01 to 2026-12-31
Trong 06 tháng cuối năm 2026 | window 2026-07-01 to 2026-12-31
09 tháng đầu năm 2026 | window 2026-01-01 to 2026-09-30
3 tháng cuối năm 2026 | window 2026-10-01 to 2026-12-31
Nửa đầu năm 2026 | window 2026-01-01 to 2026-06-30
Nửa cuối năm | window 2026-07-01 to 2026-12-31
năm 2026 | window 2026-01-01 to 2026-12-31
NĂM 2026 | window 2026-01-01 to 2026-12-31
Trong năm nay | window 2026-01-01 to 2026-12-31
Năm kế hoạch | window 2026-01-01 to 2026-12-31
Thực hiện trong năm 2026 | window 2026-01-01 to 2026-12-31
Hoàn thành trong năm 2026 | window 2026-01-01 to 2026-12-31
Năm 2027 | window 2027-01-01 to 2027-12-31
2025 - 2026 | window 2025-01-01 to 2026-12-31
Năm 2026 - 2027 | window 2026-01-01 to 2027-12-31
2026-2030 | window 2026-01-01 to 2030-12-31
Từ năm 2026 đến năm 2030 | window 2026-01-01 to 2030-12-31
Giai đoạn 2026 - 2030 | window 2026-01-01 to 2030-12-31
Từ năm 2026 đến 2028 | window 2026-01-01 to 2028-12-31
"""

MONTHS = """
Tháng 06/2026 | month 2026-06
Tháng 6.2026 | month 2026-06
Tháng 6-2026 | month 2026-06
Tháng 6 - 2026 | month 2026-06
Tháng 6 / 2026 | month 2026-06
Tháng 06/ 2026 | month 2026-06
Tháng 6 - năm 2026 | month 2026-06
Tháng 6 (năm 2026) | month 2026-06
Tháng 06 năm 2026. | month 2026-06
Thang 6/2026 | month 2026-06
Thảng 6/2026 | month 2026-06
Tháng6/2026 | month 2026-06
T6.2026 | month 2026-06
T.6/2026 | month 2026-06
T06/2026 | month 2026-06
th 6/2026 | month 2026-06
6/2026 | month 2026-06
06.2026 | month 2026-06
06-2026 | month 2026-06
Hoàn thành trong tháng 6/2026 | month 2026-06
Hoàn thành tháng 6/2026 | month 2026-06
Thực hiện tháng 9 năm 2026 | month 2026-09
Trong tháng 01 năm 2026 | month 2026-01
Vào tháng 11/2026 | month 2026-11
Thời gian: tháng 3/2026 | month 2026-03
Trong tháng 12/2025 | month 2025-12
Tháng 01/2027 | month 2027-01
Tháng 01 năm sau | month 2027-01
Tháng 12 năm trước | month 2025-12
Trong tháng 6 năm nay | month 2026-06
Khoảng tháng 9/2026 | month 2026-09 expected
Dự kiến: tháng 5/2026 | month 2026-05 expected
Tháng 8 năm 2026 (dự kiến) | month 2026-08 expected
"""

RANGES = """
Tháng 3-6/2026 | window 2026-03-01 to 2026-06-30
Tháng 3 – 6 năm 2026 | window 2026-03-01 to 2026-06-30
Tháng 3, 4/2026 | window 2026-03-01 to 2026-04-30
Tháng 3, tháng 4 năm 2026 | window 2026-03-01 to 2026-04-30
Tháng 3 và tháng 4/2026 | window 2026-03-01 to 2026-04-30
Tháng 10, 11, 12/2026 | window 2026-10-01 to 2026-12-31
Trong tháng 7, 8/2026 | window 2026-07-01 to 2026-08-31
T3-T6/2026 | window 2026-03-01 to 2026-06-30
Tháng 01 đến tháng 12 | window 2026-01-01 to 2026-12-31
Từ tháng 01 đến tháng 12/2026 | window 2026-01-01 to 2026-12-31
Từ tháng 1/2026 đến tháng 12/2026 | window 2026-01-01 to 2026-12-31
Từ tháng 7 đến hết tháng 9/2026 | window 2026-07-01 to 2026-09-30
Từ tháng 6 đến cuối năm 2026 | window 2026-06-01 to 2026-12-31
Từ tháng 6 đến hết năm | window 2026-06-01 to 2026-12-31
Tháng 10/2026 - 3/2027 | window 2026-10-01 to 2027-03-31
Tháng 10/2026 - tháng 3/2027 | window 2026-10-01 to 2027-03-31
Tháng 10 - tháng 01 năm sau | window 2026-10-01 to 2027-01-31
Từ tháng 12 năm trước đến tháng 11 năm nay | window 2025-12-01 to 2026-11-30
Từ tháng 11/2025 đến tháng 3 | window 2025-11-01 to 2026-03-31
Tháng 4/2026 → tháng 6/2026 | window 2026-04-01 to 2026-06-30
Thực hiện từ tháng 4 đến tháng 6/2026 | window 2026-04-01 to 2026-06-30
Thời gian từ tháng 4/2026 tới tháng 6/2026 | window 2026-04-01 to 2026-06-30
Từ ngày 15 đến ngày 20/6/2026 | window 2026-06-15 to 2026-06-20 day
Từ ngày 15 đến ngày 20 tháng 6 năm 2026 | window 2026-06-15 to 2026-06-20 day
Ngày 15-20/6/2026 | window 2026-06-15 to 2026-06-20 day
15 - 20/6/2026 | window 2026-06-15 to 2026-06-20 day
Từ 01/01 đến 31/12/2026 | window 2026-01-01 to 2026-12-31 day
Từ 01.01.2026 đến 30.6.2026 | window 2026-01-01 to 2026-06-30 day
01/3/2026-31/8/2026 | window 2026-03-01 to 2026-08-31 day
Từ 15/12/2025 đến 14/6/2026 | window 2025-12-15 to 2026-06-14 day
Từ ngày 15/12 năm trước đến ngày 14/6 | window 2025-12-15 to 2026-06-14 day
Từ ngày 01/3/2026 đến hết tháng 5/2026 | window 2026-03-01 to 2026-05-31
Từ tháng 3 đến ngày 15/6/2026 | window 2026-03-01 to 2026-06-15 day
Từ nay đến hết năm 2026 | by 2026-12-31
Từ nay đến 31/12/2026 | by 2026-12-31 day
"""

DEADLINES = """
chậm nhất 15/12/2026 | by 2026-12-15 day
Chậm nhất là ngày 15/12/2026 | by 2026-12-15 day
Chậm nhất đến ngày 15/12 | by 2026-12-15 day
Chậm nhất trước ngày 15/12/2026 | by 2026-12-15 day
Muộn nhất ngày 30/11/2026 | by 2026-11-30 day
Trước 15.12.2026 | by 2026-12-15 day
Trước 15-12-2026 | by 2026-12-15 day
Trước ngày 5/3 | by 2026-03-05 day
Trước ngày 05 tháng 3 | by 2026-03-05 day
Trước ngày 31 tháng 12 năm 2026 | by 2026-12-31 day
trước ngày 30/6/2026. | by 2026-06-30 day
Trước 16h00 ngày 15/12/2026 | by 2026-12-15 day
Trước 17 giờ ngày 20/12/2026 | by 2026-12-20 day
Trước 10h30 ngày 05/6 | by 2026-06-05 day
Trước 16 giờ 30 phút, ngày 15/12/2026 | by 2026-12-15 day
Hoàn thành trước ngày 15/10/2026 | by 2026-10-15 day
Hoàn thành chậm nhất ngày 31/10/2026 | by 2026-10-31 day
Phải hoàn thành trước ngày 30/9/2026 | by 2026-09-30 day
Hoàn thành và báo cáo trước ngày 30/9/2026 | by 2026-09-30 day
Báo cáo trước ngày 20/11/2026 | by 2026-11-20 day
Gửi báo cáo trước ngày 20/11/2026 | by 2026-11-20 day
Gửi Sở Nội vụ trước ngày 20/11/2026 | by 2026-11-20 day
Ban hành trước ngày 15/01/2026 | by 2026-01-15 day
Trình UBND tỉnh trước ngày 15/01/2026 | by 2026-01-15 day
Hạn chót 15/12/2026 | by 2026-12-15 day
Hạn: 15/12/2026 | by 2026-12-15 day
Thời hạn: 15/12/2026 | by 2026-12-15 day
Thời hạn hoàn thành: 15/12/2026 | by 2026-12-15 day
Hạn hoàn thành: trước ngày 15/12/2026 | by 2026-12-15 day
Thời gian hoàn thành: trước 30/6/2026 | by 2026-06-30 day
Không muộn hơn ngày 20/12/2026 | by 2026-12-20 day
Đến hết năm 2026 | by 2026-12-31
Đến cuối năm 2026 | by 2026-12-31
Hết năm 2026 | by 2026-12-31
Đến hết tháng 6/2026 | by 2026-06-30
Đến hết Quý III/2026 | by 2026-09-30
Đến hết ngày 30/9/2026 | by 2026-09-30 day
Đến 30/11 | by 2026-11-30 day
Đến 31/12/2026 | by 2026-12-31 day
Chậm nhất trong Quý III/2026 | by 2026-09-30
Hoàn thành chậm nhất trong tháng 9/2026 | by 2026-09-30
Trước năm 2027 | by 2026-12-31
Trước quý III | by 2026-06-30
Trước tháng 7 | by 2026-06-30
Trước hết tháng 6/2026 | by 2026-06-30
Cuối tháng 11/2026 | by 2026-11-30
Cuối Quý II/2026 | by 2026-06-30
Trước ngày 15/01 năm sau | by 2027-01-15 day
Chậm nhất ngày 20/12 năm trước | by 2025-12-20 day
Trước 31/12/2025 | by 2025-12-31 day
Dự kiến trước ngày 15/6/2026 | by 2026-06-15 day expected
15.12.2026 | window 2026-12-15 to 2026-12-15 day
15/12/2026 | window 2026-12-15 to 2026-12-15 day
Ngày 15/12 | window 2026-12-15 to 2026-12-15 day
15/12 | window 2026-12-15 to 2026-12-15 day
2026-08-30 | window 2026-08-30 to 2026-08-30 day
"""

RECURRENCES = """
Định kỳ hằng năm | every year
Định kỳ hàng tháng | every month
Hàng qúy | every quarter
hàng quí | every quarter
Hằng  quý | every quarter
Theo quý | every quarter
Từng quý | every quarter
Mỗi quý | every quarter
Định kỳ theo quý | every quarter
Định kỳ: hằng quý | every quarter
Định kỳ 03 tháng | every quarter
Định kỳ 06 tháng/lần | every half_year
Định kỳ sáu tháng | every half_year
Định kỳ 6 tháng một lần | every half_year
6 tháng 1 lần | every half_year
06 tháng/lần | every half_year
1 lần/6 tháng | every half_year
01 lần/06 tháng | every half_year
01 lần/quý | every quarter
1 lần/tháng | every month
01 lần/năm | every year
Một năm một lần | every year
1 năm/lần | every year
1 quý/lần | every quarter
12 tháng/lần | every year
02 lần/năm. | every year x2
Ít nhất 02 lần/năm | every year x2
Tối thiểu 04 lần/năm | every year x4
2 lần/tuần | every week x2
Mỗi năm 02 lần | every year x2
Mỗi năm ít nhất 02 lần | every year x2
Hằng tháng, quý, 6 tháng, năm | every month
Định kỳ hàng quý và đột xuất | every quarter
Hằng quý, đột xuất | every quarter
Hằng tháng và khi có yêu cầu | every month
Trước ngày 15/12 hằng năm và đột xuất | every year on 15/12
Hàng tháng, hàng quý | every month
Hằng quý/6 tháng/năm | every quarter
Quý, 6 tháng, năm | every quarter
6 tháng, năm | every half_year
6 tháng và cả năm | every half_year
6 tháng, 1 năm | every half_year
Báo cáo 6 tháng, năm | every half_year
Hằng quý, năm | every quarter
Quý I, 6 tháng, quý III, năm | every quarter
Quý I, 6 tháng, 9 tháng và năm | every quarter
Quý I, 06 tháng, 9 tháng, cả năm | every quarter
Tháng 6 và tháng 12 | every half_year
Tháng 6, 12/2026 | every half_year from 2026-01-01 by 2026-12-31
Tháng 6, tháng 12 hằng năm | every half_year
Tháng 3, 6, 9, 12/2026 | every quarter from 2026-01-01 by 2026-12-31
Tháng 3, tháng 6, tháng 9 và tháng 12 | every quarter
Quý II, IV/2026 | every half_year from 2026-01-01 by 2026-12-31
Quý II và Quý IV | every half_year
Hằng năm (tháng 12) | every year in month 12
Hằng năm, trong tháng 12 | every year in month 12
Tháng 11 hàng năm | every year in month 11
Quý I hằng năm | every year in month 3
Quý IV hằng năm | every year in month 12
trước ngày 20 hằng tháng | every month on 20
Trước ngày 20 hàng tháng. | every month on 20
Ngày 20 hằng tháng | every month on 20
Ngày 15 của tháng | ?
Chậm nhất ngày 05 hằng tháng | every month on 5
Định kỳ hằng tháng, trước ngày 15 | every month on 15
Hằng tháng (chậm nhất ngày 25) | every month on 25
Trước ngày 15/12 hằng năm | every year on 15/12
Trước ngày 15 tháng 12 hằng năm | every year on 15/12
Chậm nhất ngày 30/11 hàng năm | every year on 30/11
15/12 hằng năm | every year on 15/12
Hằng năm, trước ngày 15/12 | every year on 15/12
Hằng năm (trước ngày 15 tháng 12) | every year on 15/12
Hằng quý, trước ngày 20 của tháng cuối quý | every quarter on 20
Trước ngày 20 của tháng cuối quý | every quarter on 20
Hằng quý (chậm nhất ngày 15 tháng cuối quý) | every quarter on 15
Trước ngày 15 tháng cuối mỗi quý | every quarter on 15
01 chuyên mục/01 tháng | every month 1 chuyên mục
02 tin, bài/tháng | every month 2 tin, bài
Tối thiểu 02 tin, bài/tuần | every week 2 tin, bài
01 cuộc/năm | every year 1 cuộc
Ít nhất 01 hội nghị/06 tháng | every half_year 1 hội nghị
Ít nhất 01 sáng kiến mỗi năm | every year 1 sáng kiến
12 số/năm | every year 12 số
01 bản tin/quý | every quarter 1 bản tin
"""

ONGOING = """
thuong xuyen | continuous
THƯỜNG XUYÊN | continuous
Thường xuyên; | continuous
Thưòng xuyên | continuous
Thường xuyền | continuous
Thường xuyên trong cả năm | continuous
Thực hiện thường xuyên | continuous
Triển khai thường xuyên, liên tục | continuous
Thường xuyên, hằng ngày | continuous
Thường xuyên hằng năm | continuous
Thường xuyên/Hằng năm | continuous
Thường xuyên - liên tục | continuous
Thường xuyên và đột xuất | continuous
Thường xuyên, đột xuất | continuous
Thường xuyên và khi có yêu cầu | continuous
Liên tục | continuous
Liên tục trong năm | continuous
Suốt năm | continuous
Trong suốt năm 2026 | continuous
Quanh năm | continuous
Cả năm 2026 | continuous
Hằng ngày, thường xuyên | continuous
Từ tháng 3/2026 trở đi | continuous from 2026-03-01
Từ ngày 01/7/2026 trở đi | continuous from 2026-07-01
Kể từ Quý II/2026 trở đi | continuous from 2026-04-01
"""

EVENTS = """
Sau 15 ngày kể từ khi ban hành kế hoạch | event
Sau khi có hướng dẫn của Bộ Nội vụ | event
Sau khi Bộ Nội vụ công bố kết quả | event
Sau khi có Kế hoạch của UBND tỉnh | event
Ngay sau khi có văn bản chỉ đạo | event
Sau khi kết thúc đợt kiểm tra | event
Sau kiểm tra | event
Sau mỗi cuộc kiểm tra | event
Sau 30 ngày kể từ ngày kết thúc kiểm tra | event
Trong vòng 07 ngày làm việc kể từ ngày nhận được văn bản | event
Trong thời hạn 10 ngày kể từ ngày có kết luận | event
Chậm nhất 05 ngày làm việc sau khi nhận được đề nghị | event
Chậm nhất là 05 ngày kể từ ngày ban hành | event
Không quá 10 ngày kể từ ngày ký | event
07 ngày làm việc kể từ ngày nhận hồ sơ | event
Trong 03 tháng kể từ khi luật có hiệu lực | event
Khi có văn bản của Trung ương | event
Khi Bộ Nội vụ có hướng dẫn | event
Khi được UBND tỉnh phê duyệt | event
Khi luật có hiệu lực | ?
Ngay khi ban hành | ?
Sau khi có Quyết định, hoàn thành trước ngày 30/6/2026 | event by 2026-06-30 day
Sau khi có kế hoạch và hoàn thành trong Quý II/2026 | event by 2026-06-30
"""

AUTHORITIES = """
Theo quy định của pháp luật | authority
Theo tiến độ của Bộ | authority
Theo tiến độ | authority
Theo tiến độ thực hiện Đề án | authority
Theo kế hoạch | authority
Theo kế hoạch năm 2026 | authority
Theo Kế hoạch của Trung ương | authority
Theo Kế hoạch kiểm tra năm 2026 | authority
Theo hướng dẫn của Bộ Nội vụ | authority
Theo chỉ đạo của UBND tỉnh | authority
Theo yêu cầu của Bộ Nội vụ | authority
Theo văn bản hướng dẫn | authority
Theo lộ trình của Chính phủ | authority
Theo thời gian quy định | authority
Theo đúng quy định | authority
Đúng quy định | ?
Theo Nghị quyết số 05/NQ-HĐND | authority
Theo thông báo của Sở Nội vụ | authority
Định kỳ theo quy định | authority
Thực hiện theo quy định | authority
Theo kế hoạch, hoàn thành trước 30/6/2026 | authority by 2026-06-30 day
Theo quy định (trước ngày 15/12) | authority by 2026-12-15 day
Theo Kế hoạch kiểm tra, Quý II/2026 | authority by 2026-06-30
Theo Quyết định số 12/QĐ-UBND, ngày 15/3/2026 | authority
Theo hướng dẫn của Bộ, ngành Trung ương | authority
Theo kế hoạch trước ngày 15/12 | ?
Sau khi ban hành chậm nhất ngày 15/12/2026 | ?
Theo kế hoạch và Quý II/2026 | ?
Theo tiến độ của Bộ - Quý II (năm 2026) | authority by 2026-06-30
Theo Kế hoạch công tác, năm 2026 | authority
Theo Kế hoạch kiểm tra (năm 2026) | authority
Theo kế hoạch, trong năm 2026 | authority by 2026-12-31
Theo từng nhiệm vụ cụ thể | ?
Tùy tình hình thực tế | ?
"""

ON_CALL = """
Khi có yêu cầu | on call
Khi có phát sinh | on call
Khi có yêu cầu của cấp trên | on call
Khi phát sinh nhiệm vụ | on call
Khi cần | on call
Khi cần thiết | on call
Khi có nhu cầu | on call
Đột xuất khi có yêu cầu | on call
Đột xuất theo chỉ đạo | on call
Kiểm tra đột xuất | ?
Thường xuyên khi có phát sinh | on call
"""

EMPTY = """
/ | none
… | none
. | none
_ | none
"""

QUESTIONS = """
6 tháng đầu năm và 6 tháng cuối năm | ?
T6 | ?
T2-T6 | ?
Quý I, 2/2026 | ?
Tháng 6/2026, tháng 7/2027 | ?
Quý I/2026, Quý II/2027 | ?
Tháng 6/2025 và tháng 7 | ?
Hằng quý hoặc 6 tháng | ?
Trước tháng 12 hằng năm | ?
Hằng năm, trước tháng 12 | ?
Hằng quý, trước ngày 20 | ?
Khi có yêu cầu, trước ngày 15/12 | ?
1/3 - 3/2026 | ?
Tháng 6 (tuần 2) | ?
Trung tuần tháng 6 | ?
Nửa đầu tháng 6 | ?
Thứ Hai, ngày 15/3/2026 | ?
Ngày 15, 16/3/2026 | ?
02 lần/năm (tháng 6 và tháng 12) | ?
01 lần/năm, trong quý IV | ?
2-3 lần/năm | ?
Chậm nhất 30 ngày | ?
Chậm nhất đầu tháng 7 | ?
Sau quý II/2026 | ?
Tháng 6 (nếu có) | ?
2026/2027 | ?
Tháng 5/2026 trình; tháng 6/2026 ban hành | ?
Đột xuất, hằng quý | ?
Theo quy định, thường xuyên | ?
Theo kế hoạch, hằng quý | ?
Theo kế hoạch (ngày 15/6/2026) | ?
Sau khi có kế hoạch, tháng 6, tháng 9 | ?
Quý III/2026 - 2027 | ?
Tháng 10/2026 và khi có yêu cầu | ?
Tháng 6/2026 và thường xuyên | ?
Thường xuyên, hoàn thành trước ngày 15/12 | ?
Định kỳ hằng quý và tháng 12 | ?
Quý I và Quý III | ?
Quý I, II, III, IV/2026 | ?
Tháng 4, 10 | ?
Tháng 4 và tháng 10/2026 | ?
Tháng 12/2026, tháng 3/2027 | ?
Quý IV/2025, Quý I/2026, Quý III/2026 | ?
Trước ngày 15/6 và 15/12 | ?
Trước ngày 15/6; trước ngày 15/12 | ?
Trước 15/6, 15/12/2026 | ?
Ngày 15 và 30 hằng tháng | ?
Thứ Sáu hằng tuần | ?
Hàng tuần / Hàng tháng | ?
2 năm/lần | ?
05 năm/lần | ?
2 tháng/lần | ?
4 tháng/lần | ?
02-03 tin, bài/tháng | ?
Đầu năm 2026 | ?
Đầu quý II | ?
Giữa năm 2026 | ?
Giữa tháng 6 | ?
Trước Tết Nguyên đán | ?
Trước kỳ họp HĐND tỉnh | ?
Trước khi trình HĐND tỉnh | ?
Kỳ họp cuối năm | ?
Năm học 2025-2026 | ?
Nhiệm kỳ 2026-2031 | ?
Giai đoạn 2026-2030, tầm nhìn 2045 | ?
Năm 2026 và những năm tiếp theo | ?
Năm | ?
Tháng | ?
Quý | ?
6 tháng | ?
03 tháng | ?
30 ngày | ?
01 năm | ?
24/7 | ?
Liên tục 24/7 | ?
24/24h | ?
6-7 | ?
6.7 | ?
5-6/2026 | ?
01-12/2026 | ?
15/6-2026 | ?
Tháng 6/7 | ?
Tháng 6/7/2026 | ?
Ngày 5-6/2026 | ?
15/12/26 | ?
5/3/26 | ?
12/26 | ?
Tháng 6/26 | ?
Quý II/26 | ?
31/4/2026 | ?
30/02/2026 | ?
31/6 | ?
0/6/2026 | ?
15/13/2026 | ?
12/31/2026 | ?
Tháng 0/2026 | ?
Tháng 14 | ?
Tháng l2/2026 | ?
Tháng 1O/2026 | ?
Quý V/2026 | ?
Quý 5/2026 | ?
Quý IIII | ?
Quý 0 | ?
Quý 11/2026 | ?
Tháng năm 2026 | ?
Tháng    /2026 | ?
Ngày …/…/2026 | ?
Ngày … tháng 6 năm 2026 | ?
Quý …/2026 | ?
Tháng 6/20226 | ?
Tháng 6/202 | ?
Năm 20266 | ?
Năm 3026 | ?
Từ tháng 9 đến tháng 3 | ?
Tháng 9/2026 đến tháng 3/2026 | ?
Từ 31/8 đến 01/3/2026 | ?
Từ tháng 3/2025 đến tháng 6 | ?
Năm 2030 - 2026 | ?
Từ tháng 6 | ?
Từ ngày 01/7/2026 | ?
Tháng 6 hoặc tháng 7/2026 | ?
Quý I/Quý II | ?
Đợt 1 trong Quý I, đợt 2 trong Quý III | ?
Lần 1: tháng 6; lần 2: tháng 12 | ?
Trước ngày 31/02 hằng năm | ?
Trước ngày 0 hằng tháng | ?
Đã hoàn thành | ?
Đang thực hiện | ?
Không | ?
Chưa xác định | ?
Không thời hạn | ?
Ngay | ?
Kịp thời | ?
Trong thời gian sớm nhất | ?
ASAP | ?
x | ?
1 | ?
45000 | ?
2026.5 | ?
"""

PAIRS = """
Tháng 1/2026 + Tháng 12/2026 | window 2026-01-01 to 2026-12-31
01/2026 + 12/2026 | window 2026-01-01 to 2026-12-31
Tháng 01 + Tháng 12 | window 2026-01-01 to 2026-12-31
Tháng 12/2025 + Tháng 6 | window 2025-12-01 to 2026-06-30
Tháng 3 + Tháng 3 | month 2026-03
Tháng 3 + Tháng 03/2026 | month 2026-03
Tháng 10 + Tháng 01 năm sau | window 2026-10-01 to 2027-01-31
Tháng 10 + Tháng 3/2027 | window 2026-10-01 to 2027-03-31
Quý I/2026 + Quý III/2026 | window 2026-01-01 to 2026-09-30
Quý I + 31/3/2026 | window 2026-01-01 to 2026-03-31 day
Quý II + Tháng 9 | window 2026-04-01 to 2026-09-30
Tháng 4 + Quý III | window 2026-04-01 to 2026-09-30
2026 + 2030 | window 2026-01-01 to 2030-12-31
Năm 2026 + Năm 2027 | window 2026-01-01 to 2027-12-31
15/01/2026 + 20/02/2026 | window 2026-01-15 to 2026-02-20 day
15.01.2026 + 20.02.2026 | window 2026-01-15 to 2026-02-20 day
15/01 + 20/02 | window 2026-01-15 to 2026-02-20 day
Ngày 01 tháng 3 + Ngày 31 tháng 8 năm 2026 | window 2026-03-01 to 2026-08-31 day
2026-03-01 00:00:00 + 2026-08-31 00:00:00 | window 2026-03-01 to 2026-08-31 day
Tháng 3/2026 + Trước ngày 15/6/2026 | window 2026-03-01 to 2026-06-15 day
Tháng 3 + Chậm nhất 15/6 | window 2026-03-01 to 2026-06-15 day
Tháng 3 + Cuối năm | window 2026-03-01 to 2026-12-31
Tháng 3 + Đến hết năm 2026 | window 2026-03-01 to 2026-12-31
6 tháng đầu năm + Tháng 9 | window 2026-01-01 to 2026-09-30
Tháng 3 + Dự kiến tháng 6 | window 2026-03-01 to 2026-06-30 expected
Tháng 3 + … | month 2026-03
– + Tháng 6/2026 | month 2026-06
– + Trước ngày 15/6/2026 | by 2026-06-15 day
Thường xuyên + Thường xuyên | continuous
Thường xuyên + - | continuous
Tháng 1/2026 + Thường xuyên | continuous from 2026-01-01
01/01/2026 + Thường xuyên | continuous from 2026-01-01
Tháng 1 + Hằng tháng | every month from 2026-01-01
Hằng quý + Tháng 9/2026 | every quarter by 2026-09-30
Quý II + Hằng quý | every quarter from 2026-04-01
Tháng 1 + Trước ngày 20 hằng tháng | every month on 20 from 2026-01-01
02 lần/năm + 31/12/2026 | every year x2 by 2026-12-31
Sau khi có hướng dẫn của Bộ + 15/12/2026 | event by 2026-12-15 day
Sau khi có hướng dẫn của Bộ + Quý III | event by 2026-09-30
Tháng 3 + Sau khi có hướng dẫn của Bộ | event from 2026-03-01
Theo quy định + Tháng 12 | authority by 2026-12-31
Tháng 3 + Theo tiến độ của Bộ | authority from 2026-03-01
Theo quy định + Theo quy định | authority
Đột xuất + - | on call
- + Khi có yêu cầu | on call
- + - | none
Tháng 7 + Tháng 6 | ?
Tháng 11 + Tháng 3 | ?
31/8/2026 + 01/3/2026 | ?
Tháng 3/2025 + Tháng 6 | ?
01/3/2025 + 30/6 | ?
Tháng 3/2027 + Tháng 6 | ?
Trước 15/6 + Tháng 8 | ?
Trước 15/6 + Thường xuyên | ?
Thường xuyên + Tháng 12 | ?
Thường xuyên + Hằng quý | ?
Khi có yêu cầu + Tháng 12 | ?
Tháng 1 + Khi có yêu cầu | ?
Sau khi có kế hoạch + Theo quy định | ?
Hằng quý + Hằng năm | ?
Tháng 3 + sớm nhất có thể | ?
Tháng 3 + 6 | ?
1 + 12 | ?
Tháng 3/2027 + Tháng 6, 12/2026 | ?
Tháng 6, 12/2026 + Tháng 12/2025 | ?
Tháng 3/2027 + Sau khi có kế hoạch, hoàn thành trước 30/6/2026 | ?
Trong năm + 31/02/2026 | ?
"""

EXPRESSIONS = [
    line
    for lines in (
        QUARTERS,
        HALVES_AND_YEARS,
        MONTHS,
        RANGES,
        DEADLINES,
        RECURRENCES,
        ONGOING,
        EVENTS,
        AUTHORITIES,
        ON_CALL,
        EMPTY,
        QUESTIONS,
    )
    for line in table(lines)
]
