"""PDF files that are spoiled in one way each."""

import io
import zlib

from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from tests.core.documents.hostile.making import (
    CATALOGUE,
    FONT,
    PDF_LINES,
    docx,
    lines_stream,
    one_page,
    pdf,
    repeated_stream,
    stream,
)


def plain() -> bytes:
    return one_page()


def _locked(password: str) -> bytes:
    made = io.BytesIO()
    lock = StandardEncryption(password, ownerPassword="owner", canPrint=0, strength=128)
    canvas = Canvas(made, encrypt=lock, invariant=1)
    for place, line in enumerate(PDF_LINES):
        canvas.drawString(72, 760 - 14 * place, line)
    canvas.save()
    return made.getvalue()


def encrypted() -> bytes:
    return _locked("user")


def owner_password() -> bytes:
    """Anybody may read it; only changes are locked."""
    return _locked("")


def circular_xref() -> bytes:
    """A table of places whose /Prev points to itself: the kind of file that hung a well-known parser for ever."""
    made = one_page()
    begins = made.rindex(b"xref\n0")
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % begins)


def circular_xref_stream() -> bytes:
    """The same with a stream of places that names itself as the one before."""
    body = b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    begins = len(body)
    entries = b"/Type/XRef/Size 3/Root 1 0 R/W[1 2 1]/Prev %d/XRefStm %d" % (begins, begins)
    return body + b"2 0 obj\n" + stream(bytes(12), entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % begins


def circular_pages() -> bytes:
    return pdf(CATALOGUE % b"", b"<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2>>")


def circular_form() -> bytes:
    form = stream(b"/X Do /X Do", b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>")
    content = lines_stream(PDF_LINES) + b"\n/X Do"
    return one_page(content, resources=b"/XObject<</X 6 0 R>>", more=[form])


def circular_length() -> bytes:
    made = one_page()
    head, _, rest = made.partition(b"<</Length ")
    digits = rest.partition(b">>")[0]
    return head + b"<</Length 4 0 R" + rest[len(digits) :]


def many_pages(count: int = 10_000, *, told: int = 0) -> bytes:
    kids = b" ".join(b"%d 0 R" % number for number in range(4, count + 4))
    pages = b"<</Type/Pages/Count %d/Kids[%s]>>" % (told or count, kids)
    return pdf(CATALOGUE % b"", pages, FONT, *[b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count)


def javascript() -> bytes:
    return one_page(catalogue=b"/OpenAction<</S/JavaScript/JS(app.alert(1))>>")


def javascript_in_code() -> bytes:
    return one_page(catalogue=b"/OpenAction<</S/J#61vaScript/JS(app.alert(1))>>")


def _packed(*objects: tuple[int, bytes]) -> bytes:
    """A stream of objects, so that none of their words stands openly in the file."""
    places, body = b"", b""
    for number, content in objects:
        places += b"%d %d " % (number, len(body))
        body += content + b" "
    entries = b"/Type/ObjStm/N %d/First %d/Filter/FlateDecode" % (len(objects), len(places))
    return stream(zlib.compress(places + body), entries)


def _with_packed(number: int, content: bytes, **places: bytes) -> bytes:
    """A PDF of one page in which one object comes out of a packed stream."""
    objects = [
        CATALOGUE % places.get("catalogue", b""),
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>%s>>"
        % places.get("page", b""),
        stream(lines_stream(PDF_LINES)),
        FONT,
        _packed((number, content)),
    ]
    whole, offsets = b"%PDF-1.7\n", []
    for at, held in enumerate(objects, 1):
        offsets.append(len(whole))
        whole += b"%d 0 obj\n%s\nendobj\n" % (at, held)
    begins = len(whole)
    rows = b"\x00\x00\x00\x00\x00" + b"".join(b"\x01" + place.to_bytes(3, "big") + b"\x00" for place in offsets)
    rows += b"\x02" + (6).to_bytes(3, "big") + b"\x00" + b"\x01" + begins.to_bytes(3, "big") + b"\x00"
    entries = b"/Type/XRef/Size 9/Root 1 0 R/W[1 3 1]"
    whole += b"8 0 obj\n" + stream(rows, entries) + b"\nendobj\nstartxref\n%d\n%%%%EOF\n" % begins
    return whole


_ACTION = b"<</S/JavaScript/JS(app.alert(1))>>"


def javascript_packed() -> bytes:
    return _with_packed(7, _ACTION, catalogue=b"/OpenAction 7 0 R")


def javascript_of_page() -> bytes:
    return _with_packed(7, _ACTION, page=b"/AA<</O 7 0 R>>")


def javascript_of_note() -> bytes:
    note = b"<</Type/Annot/Subtype/Link/Rect[0 0 9 9]/A" + _ACTION + b">>"
    return _with_packed(7, note, page=b"/Annots[7 0 R]")


def launch() -> bytes:
    return one_page(page=b"/Annots[<</Subtype/Link/Rect[0 0 9 9]/A<</S/Launch/F(cmd.exe)>>>>]")


def embedded_file() -> bytes:
    names = b"/Names<</EmbeddedFiles<</Names[(a.exe) 6 0 R]>>>>"
    return one_page(catalogue=names, more=[b"<</Type/Filespec/F(a.exe)/EF<</F 7 0 R>>>>", stream(b"MZ")])


def _picture(width: int, height: int, content: bytes) -> bytes:
    size = b"/Width %d/Height %d/ColorSpace/DeviceGray/BitsPerComponent 8" % (width, height)
    return stream(content, b"/Type/XObject/Subtype/Image/Filter/FlateDecode" + size)


def huge_picture() -> bytes:
    """A picture of a billion dots, which nobody who reads words needs to unpack."""
    content = lines_stream(PDF_LINES) + b"\n595 0 0 842 0 0 cm /X Do"
    picture = _picture(100_000, 10_000, zlib.compress(bytes(10_000_000)) * 2)
    return one_page(content, resources=b"/XObject<</X 6 0 R>>", more=[picture])


def scan() -> bytes:
    picture = _picture(10, 10, zlib.compress(bytes(100)))
    return one_page(b"595 0 0 842 0 0 cm /X Do", resources=b"/XObject<</X 6 0 R>>", more=[picture])


def _bomb(content: bytes, filters: bytes) -> bytes:
    return pdf(
        CATALOGUE % b"",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        stream(content, b"/Filter" + filters),
        FONT,
    )


def stream_bomb() -> bytes:
    """A page of 400 MB of blanks."""
    return _bomb(_blanks(), b"/FlateDecode")


def _blanks() -> bytes:
    packed, _ = repeated_stream(b" " * 4_000_000, 100)
    return b"\x78\xda" + packed + zlib.adler32(b"").to_bytes(4, "big")


def nested_stream_bomb() -> bytes:
    """Packed twice: some hundred bytes that become a gigabyte."""
    return _bomb(zlib.compress(_blanks(), 9), b"[/FlateDecode/FlateDecode]")


def run_length_bomb() -> bytes:
    """Pairs of bytes that stand for 128 each, packed once more."""
    return _bomb(zlib.compress(b"\x81 " * 2_000_000, 9), b"[/FlateDecode/RunLengthDecode]")


def deep_array() -> bytes:
    return pdf(CATALOGUE % (b"/OpenAction " + b"[" * 100_000), b"<</Type/Pages/Kids[]/Count 0>>")


def nameless_letters() -> bytes:
    """Letters by number in a font that tells no names for them."""
    content = b"BT /F1 12 Tf 72 700 Td <" + b"0041" * 200 + b"> Tj ET"
    font = b"<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[6 0 R]>>"
    below = b"<</Type/Font/Subtype/CIDFontType2/BaseFont/X/CIDSystemInfo<</Registry(X)/Ordering(Y)/Supplement 0>>>>"
    return one_page(content, more=[below]).replace(FONT, font)


def no_pages() -> bytes:
    return pdf(CATALOGUE % b"", b"<</Type/Pages/Kids[]/Count 0>>")


def no_catalogue() -> bytes:
    return pdf(b"<</Type/Font>>", b"<<>>")


def html_in_head() -> bytes:
    return one_page().replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<script>alert(1)</script>\n")


def zip_before_end() -> bytes:
    """A ZIP file in a comment before the last line."""
    made = one_page()
    at = made.rindex(b"startxref")
    return made[:at] + b"%" + docx() + b"\n" * 5000 + made[at:]
