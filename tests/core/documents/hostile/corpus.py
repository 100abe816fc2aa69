"""The hostile corpus: what each file is called, how it is made, and what has to become of it.

A file that grows while it is read is no matter of its bytes: `test_corpus` has it as a test of its own.
"""

import zipfile
from collections.abc import Callable
from dataclasses import dataclass

from tests.core.documents.hostile import office, pdfs, texts
from tests.core.documents.hostile.making import docx, docx_parts, docx_with, xlsx, zipped

CONTAINER, READER = "container", "reader"


@dataclass(frozen=True, slots=True)
class Refused:
    """Not read. by: the container check (no library has opened the file) or the reader behind it."""

    code: str
    by: str = CONTAINER


@dataclass(frozen=True, slots=True)
class Read:
    """Read: how many rows at least, words that must be found in it, and codes of problems that it must tell."""

    rows: int = 0
    words: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Item:
    name: str
    make: Callable[[], bytes]
    verdict: Refused | Read


TWO = Read(rows=2, words=("Rà soát thủ tục hành chính", "Sở Nội vụ"))


def _told(code: str) -> tuple[str, ...]:
    return (f"documents.{code}",)


CORPUS: tuple[Item, ...] = (
    # --- archives -----------------------------------------------------------------------------------------------
    Item("plan.docx", docx, TWO),
    Item("plan.xlsx", xlsx, TWO),
    Item("zip64.docx", lambda: zipped(docx_parts(), force_zip64=True), TWO),
    Item("not-packed.docx", lambda: zipped(docx_parts(), compression=zipfile.ZIP_STORED), TWO),
    Item("bomb-400-mb.docx", office.bomb_in_document, Refused("archive_bomb")),
    Item("bomb-in-media.docx", office.bomb_in_media, Refused("archive_bomb")),
    Item("bomb-of-small-ratio.docx", office.bomb_of_small_ratio, Refused("archive_bomb")),
    Item("bomb-in-sheet.xlsx", office.bomb_in_sheet, Refused("archive_bomb")),
    Item("bomb-in-content-types.docx", office.bomb_in_types, Refused("archive_bomb")),
    Item("one-huge-tag.docx", office.huge_tag, Refused("archive_bomb")),
    Item("nested-zip.docx", lambda: docx_with(**{"word/media/a.png": docx()}), Refused("nested_archive")),
    Item("nested-rar.docx", lambda: docx_with(**{"word/media/a.png": b"Rar!\x1a\x07"}), Refused("nested_archive")),
    Item("size-too-small.docx", lambda: office.lying(100), Refused("lying_size")),
    Item("size-too-large.docx", lambda: office.lying(900_000), Refused("lying_size")),
    Item("sizes-differ.docx", lambda: office.lying(100, where="local"), Refused("lying_size")),
    Item("checksum-differs.docx", office.wrong_checksum, Refused("damaged_zip")),
    Item("10000-entries.docx", office.many_entries, Refused("too_many_entries")),
    Item("entries-overlap.docx", office.overlapping, Refused("hidden_content")),
    Item("entry-twice.docx", office.twice, Refused("hidden_content")),
    Item("entry-in-no-directory.docx", office.unlisted, Refused("hidden_content")),
    Item("zip-slip.docx", lambda: docx_with(**{"../../etc/cron.d/a": "x"}), Refused("unsafe_name")),
    Item("zip-slip-backslash.docx", lambda: docx_with(**{"word\\..\\..\\a": "x"}), Refused("unsafe_name")),
    Item("absolute-name.docx", lambda: docx_with(**{"/etc/passwd": "x"}), Refused("unsafe_name")),
    Item("drive-in-name.docx", lambda: docx_with(**{"C:/Windows/a.dll": "x"}), Refused("unsafe_name")),
    Item("symlink.docx", office.symlink, Refused("unsafe_name")),
    Item("entry-encrypted.docx", office.encrypted_entry, Refused("encrypted")),
    Item("encrypted.docx", office.encrypted_package, Refused("encrypted")),
    Item("encrypted.xlsx", office.encrypted_package, Refused("encrypted")),
    Item("unknown-packing.docx", office.unknown_packing, Refused("damaged_zip")),
    Item("cut.docx", lambda: docx()[:-40], Refused("damaged_zip")),
    Item("cut-in-the-middle.docx", lambda: docx()[:900], Refused("damaged_zip")),
    Item("words-behind.docx", lambda: docx() + b"<script>alert(1)</script>", Refused("hidden_content")),
    Item("comment.docx", office.with_comment, Refused("hidden_content")),
    Item("plain.zip", lambda: zipped({"a.txt": "x"}), Refused("archive_not_supported")),
    Item("plain-zip.docx", lambda: zipped({"a.txt": "x"}), Refused("archive_not_supported")),
    Item("sheet.ods", office.ods, Refused("archive_not_supported")),
    Item("empty-zip.docx", lambda: zipped({}), Refused("archive_not_supported")),
    Item("both-kinds.docx", office.both_kinds, Refused("type_not_supported")),
    Item("sheet-called.docx", xlsx, Refused("type_mismatch")),
    # --- XML ----------------------------------------------------------------------------------------------------
    Item("xxe-file.docx", lambda: office.entity_in_document(office.XXE_FILE), Refused("forbidden_xml")),
    Item("xxe-network.docx", lambda: office.entity_in_document(office.XXE_NETWORK), Refused("forbidden_xml")),
    Item("xxe-parameter.docx", lambda: office.entity_in_document(office.XXE_PARAMETER), Refused("forbidden_xml")),
    Item("xxe-in-sheet.xlsx", office.entity_in_sheet, Refused("forbidden_xml")),
    Item("billion-laughs.docx", lambda: office.entity_in_document(office.LAUGHS), Refused("forbidden_xml")),
    Item("quadratic-blowup.docx", lambda: office.entity_in_document(office.BLOWUP), Refused("forbidden_xml")),
    Item("laughs-in-utf16.docx", office.entity_in_utf16, Refused("forbidden_xml")),
    Item("laughs-in-utf16-without-mark.docx", office.entity_in_unmarked_utf16, Refused("forbidden_xml")),
    Item("laughs-behind-empty-blocks.docx", office.entity_behind_empty_blocks, Refused("forbidden_xml")),
    Item("laughs-in-svg.docx", office.entity_in_svg, Refused("forbidden_xml")),
    Item("encoding-utf7.docx", office.declared("UTF-7"), Refused("forbidden_xml")),
    Item("encoding-of-other-width.docx", office.declared("UTF-16"), Refused("forbidden_xml")),
    Item("no-xml.docx", lambda: docx_with(**{"word/document.xml": "KẾ HOẠCH"}), Refused("forbidden_xml")),
    Item("xml-torn.docx", office.torn_xml, Refused("damaged_zip")),
    Item("xml-without-body.docx", office.no_body, Refused("damaged_docx", READER)),
    Item("utf16-parts.docx", office.in_utf16, TWO),
    # --- active content -----------------------------------------------------------------------------------------
    Item("macro-inside.docx", lambda: docx_with(**{"word/vbaProject.bin": b"x"}), Refused("macros")),
    Item("macro-by-type.docx", office.macro_by_type, Refused("macros")),
    Item("macro-by-relation.docx", office.related("vbaProject", "media/a.png"), Refused("macros")),
    Item("macro.docm", docx, Refused("macros")),
    Item("macro-sheet.xlsx", office.macro_sheet, Refused("macros")),
    Item("ole-object.docx", office.embedding, Refused("embedded_object")),
    Item("ole-by-relation.docx", office.related("oleObject", "media/a.png"), Refused("embedded_object")),
    Item("package-inside.docx", office.related("package", "media/a.png"), Refused("embedded_object")),
    Item("activex.docx", office.activex, Refused("embedded_object")),
    Item("picture-outside.docx", office.outside("image", "http://x.example/a.png"), Refused("external_link")),
    Item("template-outside.docx", office.outside("attachedTemplate", "http://x.example/a"), Refused("external_link")),
    Item("outside-in-letters-of-code.docx", office.outside_in_code, Refused("external_link")),
    Item("html-chunk.docx", office.related("aFChunk", "media/a.png"), Refused("external_link")),
    Item("links.xlsx", office.external_book, Refused("external_link")),
    Item("connection.xlsx", office.connection, Refused("external_link")),
    Item("hyperlink.docx", office.outside("hyperlink", "https://x.example/"), TWO),
    Item("own-template.docx", office.outside("attachedTemplate", "file:///C:/Users/a/Normal.dotm"), TWO),
    Item("dde-field.docx", lambda: office.field(" DDEAUTO c:\\\\a.exe "), Refused("dde")),
    Item("dde-field-in-pieces.docx", lambda: office.field(" D", "DE", "AUTO x "), Refused("dde")),
    Item("dde-field-in-code.docx", lambda: office.field(" D&#68;E&#65;UTO x "), Refused("dde")),
    Item("dde-field-in-comments.docx", lambda: office.field(" D<!-- -->DEAUTO x "), Refused("dde")),
    Item("dde-simple-field.docx", office.simple_dde_field, Refused("dde")),
    Item("page-field.docx", lambda: office.field(" PAGE "), TWO),
    Item("dde-formula.xlsx", lambda: office.formula("cmd|'/c calc'!A0"), Refused("dde")),
    Item("dde-formula-in-code.xlsx", lambda: office.formula("cmd&#124;'/c calc'!A0"), Refused("dde")),
    Item("dde-name.xlsx", office.dde_name, Refused("dde")),
    Item("bar-in-words-of-a-formula.xlsx", lambda: office.formula('"a|b"&amp;"!"'), Read(rows=2)),
    # --- workbooks ----------------------------------------------------------------------------------------------
    Item("dimension-bomb.xlsx", lambda: office.far_cell("XFD1048576"), Refused("sheet_too_large")),
    Item("dimension-bomb-without-place.xlsx", office.far_unplaced_cell, Refused("sheet_too_large")),
    Item("dimension-bomb-with-prefix.xlsx", office.far_prefixed_cell, Refused("sheet_too_large")),
    Item("dimension-that-lies.xlsx", lambda: xlsx(before='<dimension ref="A1:XFD1048576"/>'), TWO),
    Item("16384-columns.xlsx", office.wide, Refused("sheet_too_large")),
    Item("20001-rows.xlsx", lambda: office.far_cell("A20001"), Refused("sheet_too_large")),
    Item("1048576-styled-rows.xlsx", office.styled_rows, TWO),
    Item("cells-over-and-over.xlsx", office.repeated_cells, Refused("damaged_xlsx")),
    Item("shared-strings-bomb.xlsx", office.shared_strings_bomb, Refused("text_too_large")),
    Item("shared-string-too-far.xlsx", office.shared_string_too_far, Refused("damaged_xlsx", READER)),
    Item("merged-1000x1000.xlsx", lambda: xlsx(behind=office.merged("A8:ALL1007")), TWO),
    Item("merged-over-everything-often.xlsx", office.merged_often, Refused("damaged_xlsx", READER)),
    Item("merged-backwards.xlsx", lambda: xlsx(behind=office.merged("E3:A1")), Read()),
    Item("hidden-sheet.xlsx", office.hidden_sheet, Read(rows=2, problems=_told("hidden_sheets_skipped"))),
    Item("formula-without-value.xlsx", office.formula_only, Read(2, problems=_told("formulas_without_values"))),
    Item("error-value.xlsx", office.error_value, Read(2, words=("#REF!",))),
    Item("no-sheet.xlsx", office.no_sheet, Refused("nothing_found", READER)),
    # --- Word ---------------------------------------------------------------------------------------------------
    Item("nested-20-deep.docx", office.nested_tables, Read(2, words=("tầng 20", "tầng 1"))),
    Item("nested-5000-deep.docx", lambda: office.nested_tables(5000), Refused("damaged_docx", READER)),
    Item("3000-rows.docx", office.long_table, Read(rows=3000)),
    Item("columns-without-end.docx", office.endless_span, Refused("table_too_wide", READER)),
    Item("tracked-changes.docx", office.tracked, Read(2, ("thêm vào",), _told("tracked_changes"))),
    Item("comments.docx", office.commented, Read(2, problems=_told("comments_skipped"))),
    Item("text-box.docx", office.text_box, Read(2, words=("Chữ trong khung",))),
    Item("header-and-footer-tables.docx", office.header_table, Read(2, problems=_told("headers_skipped"))),
    Item("numbers-that-are-none.docx", office.odd_numbers, Read(rows=2)),
    Item("part-missing.docx", office.part_missing, Refused("damaged_docx", READER)),
    # --- old fonts ----------------------------------------------------------------------------------------------
    Item("tcvn3-font.docx", texts.tcvn3_docx, Read(2, ("Rà soát thủ tục hành chính",), _told("legacy_font_converted"))),
    Item("vni-font.docx", texts.vni_docx, Read(2, ("Rà soát thủ tục hành chính",), _told("legacy_font_converted"))),
    Item("tcvn3-font.xlsx", texts.tcvn3_xlsx, Read(2, ("Rà soát thủ tục hành chính",), _told("legacy_font_converted"))),
    Item("tcvn3.txt", texts.tcvn3_text, Read(words=("Cải cách hành chính",), problems=_told("legacy_font_converted"))),
    Item("vni.txt", texts.vni_text, Read(words=("Cải cách hành chính",), problems=_told("legacy_font_converted"))),
    # --- PDF ----------------------------------------------------------------------------------------------------
    Item("plain.pdf", pdfs.plain, Read(words=("Cai cach hanh chinh",))),
    Item("encrypted.pdf", pdfs.encrypted, Refused("encrypted", READER)),
    Item("owner-password-only.pdf", pdfs.owner_password, Read(words=("Cai cach hanh chinh",))),
    Item("circular-xref.pdf", pdfs.circular_xref, Refused("damaged_pdf", READER)),
    Item("circular-xref-stream.pdf", pdfs.circular_xref_stream, Refused("damaged_pdf", READER)),
    Item("circular-pages.pdf", pdfs.circular_pages, Refused("damaged_pdf", READER)),
    Item("circular-form.pdf", pdfs.circular_form, Read(words=("Cai cach hanh chinh",))),
    Item("circular-length.pdf", pdfs.circular_length, Read(words=("Cai cach hanh chinh",))),
    Item("10000-pages.pdf", pdfs.many_pages, Refused("too_many_pages")),
    Item("10000-pages-told-as-one.pdf", lambda: pdfs.many_pages(told=1), Refused("too_many_pages")),
    Item("501-pages.pdf", lambda: pdfs.many_pages(501), Refused("too_many_pages", READER)),
    Item("501-pages-told-as-one.pdf", lambda: pdfs.many_pages(501, told=1), Refused("too_many_pages", READER)),
    Item("javascript.pdf", pdfs.javascript, Refused("active_content")),
    Item("javascript-in-code.pdf", pdfs.javascript_in_code, Refused("active_content", READER)),
    Item("javascript-packed.pdf", pdfs.javascript_packed, Refused("active_content", READER)),
    Item("javascript-of-a-page.pdf", pdfs.javascript_of_page, Refused("active_content", READER)),
    Item("javascript-of-a-note.pdf", pdfs.javascript_of_note, Refused("active_content", READER)),
    Item("launch.pdf", pdfs.launch, Refused("active_content")),
    Item("embedded-file.pdf", pdfs.embedded_file, Read(problems=_told("embedded_files_skipped"))),
    Item("huge-picture.pdf", pdfs.huge_picture, Read(words=("Cai cach hanh chinh",))),
    Item("scan.pdf", pdfs.scan, Refused("scan_without_text", READER)),
    Item("stream-bomb.pdf", pdfs.stream_bomb, Refused("archive_bomb", READER)),
    Item("stream-bomb-in-bomb.pdf", pdfs.nested_stream_bomb, Refused("archive_bomb", READER)),
    Item("run-length-bomb.pdf", pdfs.run_length_bomb, Refused("archive_bomb", READER)),
    Item("brackets-without-end.pdf", pdfs.deep_array, Refused("damaged_pdf", READER)),
    Item("letters-without-names.pdf", pdfs.nameless_letters, Refused("unreadable_fonts", READER)),
    Item("no-pages.pdf", pdfs.no_pages, Refused("damaged_pdf", READER)),
    Item("no-catalogue.pdf", pdfs.no_catalogue, Refused("damaged_pdf", READER)),
    Item("cut.pdf", lambda: pdfs.plain()[:-60], Refused("damaged_pdf")),
    # --- polyglots and other types ------------------------------------------------------------------------------
    Item("web-page.pdf", lambda: texts.WEB_PAGE, Refused("html_not_supported")),
    Item("web-page.docx", lambda: texts.WEB_PAGE, Refused("html_not_supported")),
    Item("web-page.xlsx", lambda: texts.WEB_PAGE, Refused("html_not_supported")),
    Item("web-page.csv", lambda: texts.WEB_PAGE, Refused("html_not_supported")),
    Item("picture-with-script.svg", lambda: texts.SVG, Refused("html_not_supported")),
    Item("svg.txt", lambda: texts.SVG, Refused("html_not_supported")),
    Item("html-before.pdf", lambda: b"<html>" + pdfs.plain(), Refused("hidden_content")),
    Item("html-in-the-head.pdf", pdfs.html_in_head, Refused("hidden_content")),
    Item("zip-behind.pdf", lambda: pdfs.plain() + docx(), Refused("hidden_content")),
    Item("zip-before-the-end.pdf", pdfs.zip_before_end, Refused("hidden_content")),
    Item("pdf-before.docx", lambda: b"%PDF-1.4\n" + docx(), Refused("damaged_pdf")),
    Item("gifar.gif", lambda: texts.GIF + docx(), Refused("image_not_supported")),
    Item("gifar.docx", lambda: texts.GIF + docx(), Refused("image_not_supported")),
    Item("picture.png", lambda: texts.PNG, Refused("image_not_supported")),
    Item("picture.docx", lambda: texts.PNG, Refused("image_not_supported")),
    Item("program.docx", lambda: b"MZ\x90\x00" + bytes(100), Refused("type_not_supported")),
    Item("old.doc", lambda: texts.OLE, Refused("old_office_format")),
    Item("old.docx", lambda: texts.OLE, Refused("old_office_format")),
    Item("text.rtf", lambda: rb"{\rtf1 KE HOACH}", Refused("type_not_supported")),
    Item("packed.gz", lambda: b"\x1f\x8b\x08" + bytes(20), Refused("archive_not_supported")),
    # --- text ---------------------------------------------------------------------------------------------------
    Item("utf8.csv", lambda: texts.csv().encode(), TWO),
    Item("utf8-mark.csv", lambda: texts.csv().encode("utf-8-sig"), TWO),
    Item("utf16.csv", lambda: texts.csv().encode("utf-16"), TWO),
    Item("utf16-big.csv", lambda: b"\xfe\xff" + texts.csv().encode("utf-16-be"), TWO),
    Item("utf16-torn.csv", lambda: texts.csv().encode("utf-16") + b"x", Refused("not_text")),
    Item("windows-1258.csv", lambda: texts.windows_1258(texts.csv()), TWO),
    Item("no-encoding.csv", lambda: texts.csv().encode("utf-16-le")[1::2] + b"\x81\x8d" * 40, Refused("not_text")),
    Item("nfd.csv", lambda: texts.decomposed(texts.csv()).encode(), TWO),
    Item("nfd.docx", texts.decomposed_docx, TWO),
    Item("semicolons-in-cells.tsv", texts.semicolons, Read(2, words=("Sở Tư pháp", "Sở Ngoại vụ"))),
    Item("quote-without-end.tsv", texts.open_quote, Read(2, words=('"Đô thị văn minh',))),
    Item("letters-of-another-script.txt", texts.cyrillic, Refused("unknown_encoding", READER)),
    Item("old-and-new-letters.txt", texts.mixed_letters, Refused("legacy_font", READER)),
    Item("quote-without-end.csv", lambda: b'a;b\n"c;d\n', Refused("torn_quotes", READER)),
    Item("nul.txt", lambda: "KẾ HOẠCH\x00 năm 2026".encode(), Refused("not_text")),
    Item("nul.csv", lambda: texts.csv().replace("Báo cáo", "Báo\x00cáo").encode(), Refused("not_text")),
    Item("10-mb-line.txt", lambda: b"x " * 5_000_000, Refused("text_too_large", READER)),
    Item("10-mb-line.csv", lambda: b"x," * 5_000_000, Refused("text_too_large", READER)),
    Item("many-columns.csv", lambda: b"x," * 5_000 + b"\n", Refused("sheet_too_large", READER)),
    Item("many-rows.csv", lambda: b"a,b,c\n" * 30_000, Refused("sheet_too_large", READER)),
    Item("0-bytes.docx", lambda: b"", Refused("empty_file")),
    Item("0-bytes.txt", lambda: b"", Refused("empty_file")),
    Item("blanks.txt", lambda: b" \n\t\n ", Refused("nothing_found", READER)),
    Item("21-mb.txt", lambda: b"x\n" * 11_000_000, Refused("file_too_big")),
    # A virus is for the scanner of the files' room; to the reader its test file is a line of letters.
    Item("eicar.txt", lambda: texts.EICAR, Read(problems=_told("nothing_found"))),
    Item("eicar-inside.docx", lambda: docx_with(**{"word/media/a.com": texts.EICAR}), TWO),
)
