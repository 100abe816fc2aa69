"""What programs put on the clipboard when somebody copies a table: the text, its HTML where there is some, and what
a person sees."""

import unicodedata
from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]
PLAIN: Rows = (("STT", "Nội dung", "Hạn"), ("1", "Rà soát", "30/6/2026"))
_EXCEL_HEAD = (
    '<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="urn:schemas-microsoft-com:office:excel"><head>'
    "<meta name=Generator content='Microsoft Excel {version}'><style><!--table {{mso-displayed-decimal-separator:','}}"
    ".xl65 {{mso-number-format:'\\@';}}--></style></head><body link=blue><table border=0 cellpadding=0 width=320>"
    "<!--StartFragment--><col width=64 span=3>"
)
_EXCEL_FOOT = "<!--EndFragment--></table></body></html>"


@dataclass(frozen=True, slots=True)
class Clipboard:
    """rows: the cells of the table, a merged one in each place that it covers; lines: paragraphs outside of it."""

    name: str
    text: str
    html: str = ""
    rows: Rows = ()
    lines: tuple[str, ...] = ()


def _excel(version: int, rows: str) -> str:
    return _EXCEL_HEAD.format(version=version) + rows + _EXCEL_FOOT


def _columns(count: int) -> tuple[str, ...]:
    return tuple(f"c{number}" for number in range(1, count + 1))


CLIPBOARDS: tuple[Clipboard, ...] = (
    # Excel, as text
    Clipboard("excel 2010", "STT\tNội dung\tHạn\r\n1\tRà soát\t30/6/2026\r\n", rows=PLAIN),
    Clipboard("excel 2010, without the last line end", "STT\tNội dung\tHạn\r\n1\tRà soát\t30/6/2026", rows=PLAIN),
    Clipboard(
        "excel 2013, line end inside a cell",
        'STT\tNội dung\r\n1\t"Rà soát\nthủ tục"\r\n',
        rows=(("STT", "Nội dung"), ("1", "Rà soát\nthủ tục")),
    ),
    Clipboard(
        "excel 2016, quotes inside a cell of two lines",
        'a\tb\r\n1\t"Khẩu hiệu ""5 rõ""\nvà ""3 không"""\r\n',
        rows=(("a", "b"), ("1", 'Khẩu hiệu "5 rõ"\nvà "3 không"')),
    ),
    Clipboard(
        "excel 2016, quotes that are text",
        'a\tb\r\n"Đô thị" văn minh\t"mở mà không đóng\r\n',
        rows=(("a", "b"), ('"Đô thị" văn minh', '"mở mà không đóng')),
    ),
    Clipboard("excel 2016, a cell all in quotes", 'a\t"b"\r\n', rows=(("a", '"b"'),)),
    Clipboard("excel 2019, last column empty", "a\tb\t\r\nc\td\t\r\n", rows=(("a", "b", ""), ("c", "d", ""))),
    Clipboard("excel 2019, first column empty", "\ta\tb\r\n\tc\td\r\n", rows=(("", "a", "b"), ("", "c", "d"))),
    Clipboard("excel 365, an empty row between", "a\tb\r\n\t\r\nc\td\r\n", rows=(("a", "b"), ("", ""), ("c", "d"))),
    Clipboard("excel 365, an empty row selected at the end", "a\tb\r\n\t\r\n", rows=(("a", "b"), ("", ""))),
    Clipboard(
        "excel 365, merged title above",
        "KẾ HOẠCH NĂM 2026\t\t\r\nSTT\tNội dung\tHạn\r\n",
        rows=(("KẾ HOẠCH NĂM 2026", "", ""), ("STT", "Nội dung", "Hạn")),
    ),
    Clipboard("excel 365, figures as shown", "85,42\t98,5%\t1.234\r\n", rows=(("85,42", "98,5%", "1.234"),)),
    Clipboard("excel 365, text that looks like a formula", "=A1\t+84\t@a\r\n", rows=(("=A1", "+84", "@a"),)),
    Clipboard("excel 365, hard blanks", "a\u00a0\t\u00a0b\r\n", rows=(("a", "b"),)),
    Clipboard("excel 365, a single cell", "Rà soát thủ tục\r\n", lines=("Rà soát thủ tục",)),
    Clipboard("excel 365, a single column", "a\r\nb\r\n\r\nc\r\n", lines=("a", "b", "c")),
    Clipboard(
        "excel 365, semicolons and commas inside cells",
        "Sở A; Sở B; Sở C\tx, y\r\nSở D; Sở E\tz\r\n",
        rows=(("Sở A; Sở B; Sở C", "x, y"), ("Sở D; Sở E", "z")),
    ),
    Clipboard("excel 365, sixty columns", "\t".join(_columns(60)) + "\r\n", rows=(_columns(60),)),
    Clipboard("excel 2011 for mac, old line ends", "STT\tNội dung\tHạn\r1\tRà soát\t30/6/2026\r", rows=PLAIN),
    Clipboard(
        "excel 2019 for mac, letters in pieces",
        unicodedata.normalize("NFD", "STT\tNội dung\tHạn\r\n1\tRà soát\t30/6/2026\r\n"),
        rows=PLAIN,
    ),
    # Excel, as HTML
    Clipboard(
        "excel 2010, html",
        "",
        _excel(
            14,
            "<tr height=20><td class=xl65 width=64>STT</td><td>Nội dung</td><td>Hạn</td></tr>"
            "<tr><td align=right x:num>1</td><td>Rà soát</td><td class=xl65>30/6/2026</td></tr>",
        ),
        rows=PLAIN,
    ),
    Clipboard(
        "excel 2016, html with merged cells",
        "TT\tPhân công\t\r\n\tChủ trì\tPhối hợp\r\n",
        _excel(
            15,
            "<tr><td rowspan=2>TT</td><td colspan=2 style='border-left:none'>Phân công</td></tr>"
            "<tr><td>Chủ trì</td><td>Phối hợp</td></tr>",
        ),
        rows=(("TT", "Phân công", "Phân công"), ("TT", "Chủ trì", "Phối hợp")),
    ),
    Clipboard(
        "excel 365, html with a line end inside a cell",
        "",
        _excel(15, "<tr><td>a</td><td>Rà soát<br style='mso-data-placement:same-cell'>\r\n  thủ tục</td></tr>"),
        rows=(("a", "Rà soát\nthủ tục"),),
    ),
    Clipboard(
        "excel 365, html with a cell over rows and columns",
        "",
        _excel(15, "<tr><td rowspan=2 colspan=2>A</td><td>b</td></tr><tr><td>c</td></tr><tr><td>d<td>e<td>f</tr>"),
        rows=(("A", "A", "b"), ("A", "A", "c"), ("d", "e", "f")),
    ),
    Clipboard(
        "excel 365, html with a hidden row",
        "",
        _excel(15, "<tr><td>a</td><td>b</td></tr><tr style='display:none'><td>c</td><td>d</td></tr>"),
        rows=(("a", "b"), ("c", "d")),
    ),
    # LibreOffice
    Clipboard("libreoffice", "STT\tNội dung\tHạn\n1\tRà soát\t30/6/2026", rows=PLAIN),
    Clipboard(
        "libreoffice, line end inside a cell",
        'a\t"Rà soát\nthủ tục"\tc\n',
        rows=(("a", "Rà soát\nthủ tục", "c"),),
    ),
    Clipboard(
        "libreoffice, html",
        "",
        '<!DOCTYPE html><html><body><table cellspacing="0" border="0"><colgroup width="85"></colgroup>'
        '<tr><td align="left" sdnum="1066;0;@"><font face="Liberation Sans">Điểm</font></td>'
        '<td sdval="85.42" sdnum="1066;">85,42</td></tr></table></body></html>',
        rows=(("Điểm", "85,42"),),
    ),
    # Google Sheets
    Clipboard("google sheets", "STT\tNội dung\tHạn\n1\tRà soát\t30/6/2026", rows=PLAIN),
    Clipboard(
        "google sheets, line ends and quotes",
        'a\t"x ""y""\nz"\nTRUE\tFALSE',
        rows=(("a", 'x "y"\nz'), ("TRUE", "FALSE")),
    ),
    Clipboard(
        "google sheets, html",
        "",
        "<google-sheets-html-origin><style type='text/css'><!--td {border: 1px solid #ccc;}--></style>"
        "<table xmlns='http://www.w3.org/1999/xhtml' data-sheets-root='1'><colgroup><col/></colgroup><tbody>"
        "<tr style='height:21px;'><td style='font-weight:bold;' data-sheets-value='{\"1\":2}'>STT</td><td>Nội dung</td>"
        "<td>Hạn</td></tr><tr><td>1</td><td>Rà soát</td><td>30/6/2026</td></tr></tbody></table>",
        rows=PLAIN,
    ),
    # Word
    Clipboard("word 2016, table as text", "STT\tNội dung\tHạn\r\n1\tRà soát\t30/6/2026\r\n", rows=PLAIN),
    Clipboard(
        "word 2016, table as html",
        "",
        "<html xmlns:w='urn:schemas-microsoft-com:office:word'><head><!--[if gte mso 9]><xml></xml><![endif]--></head>"
        "<body lang=VI><table class=MsoTableGrid border=1><tr><td width=50><p class=MsoNormal align=center>"
        "<b>STT<o:p></o:p></b></p></td><td><p><b>Nội\r\ndung</b></p></td><td><p><b>Hạn</b></p></td></tr>"
        "<tr><td><p class=MsoNormal>1<o:p></o:p></p></td><td><p>Rà soát</p></td><td><p>30/6/2026</p></td></tr></table>"
        "</body></html>",
        rows=PLAIN,
    ),
    Clipboard(
        "word 365, two paragraphs and an automatic number in a cell",
        "",
        "<table><tr><td><p class=MsoListParagraph><![if !supportLists]><span style='mso-list:Ignore'>1.<span>"
        "&nbsp;&nbsp; </span></span><![endif]></p></td><td><p>Rà soát</p><p>- thủ tục;</p></td></tr></table>",
        rows=(("1.", "Rà soát\n- thủ tục;"),),
    ),
    Clipboard(
        "word 365, tracked changes",
        "",
        "<table><tr><td>1</td><td><ins>Thêm</ins> <del>Bỏ</del>chữ</td></tr></table>",
        rows=(("1", "Thêm chữ"),),
    ),
    Clipboard(
        "word for the web",
        "",
        '<div class="TableContainer"><div><table role="presentation"><tbody><tr><td><div><div class="Element"><p>'
        '<span>STT</span><span class="EOP">&nbsp;</span></p></div></div></td><td><div><p>Nội dung</p></div></td></tr>'
        "</tbody></table></div></div>",
        rows=(("STT", "Nội dung"),),
    ),
    Clipboard(
        "word, words before and behind the table",
        "",
        "<body><p>PHỤ LỤC</p><table><tr><td>a</td><td>b</td></tr></table><p>Nơi nhận:</p></body>",
        rows=(("a", "b"),),
        lines=("PHỤ LỤC", "Nơi nhận:"),
    ),
    # web pages and letters
    Clipboard(
        "portal, html with a head and a nested table",
        "",
        "<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td><table><tr><td>x</td><td>y</td></tr>"
        "</table></td></tr></tbody></table><script>alert(1)</script>",
        rows=(("A", "B"), ("1", "x\ny")),
    ),
    Clipboard("outlook, html without a table", "a\tb\r\n", "<html><body><p>a b</p></body></html>", rows=(("a", "b"),)),
    # Zalo
    Clipboard(
        "zalo, a message",
        "Kính gửi các đồng chí 🙏\n• Rà soát TTHC: hạn 30/6\n• Báo cáo: hạn 15/7",
        lines=("Kính gửi các đồng chí 🙏", "• Rà soát TTHC: hạn 30/6", "• Báo cáo: hạn 15/7"),
    ),
    Clipboard(
        "zalo, messages with their senders",
        "[14:02, 12/3/2026] Lan SNV: Đôn đốc nhé\n[14:05, 12/3/2026] Hùng: Vâng ạ\n",
        lines=("[14:02, 12/3/2026] Lan SNV: Đôn đốc nhé", "[14:05, 12/3/2026] Hùng: Vâng ạ"),
    ),
    Clipboard(
        "zalo, invisible signs",
        "\u200eRà soát\u200b thủ tục\ufeff\n\u200b\n",
        lines=("\u200eRà soát\u200b thủ tục\ufeff",),
    ),
    Clipboard(
        "zalo, a table whose tabs became blanks",
        "STT   Nội dung   Hạn\n1   Rà soát   30/6/2026",
        lines=("STT   Nội dung   Hạn", "1   Rà soát   30/6/2026"),
    ),
    Clipboard("notepad, html tags as text", "<b>a</b>\tb\n", rows=(("<b>a</b>", "b"),)),
)
