"""Small documents in the formats of offices, made when a test asks for them."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from pptx import Presentation
from pptx.util import Inches

Words = tuple[float, float, float, str]  # x, y from the bottom, size of letters, words


def docx(*, empty: bool = False) -> bytes:
    """A document with a title, a heading, bold words, lists in lists, a quote and a table."""
    document = Document()
    if not empty:
        document.add_heading("Chip war", 0)
        document.add_heading("Costs", 1)
        paragraph = document.add_paragraph("Demand for 5 * 3 chips is ")
        paragraph.add_run("growing").bold = True
        paragraph.add_run(" fast.")
        for words, style in [("TPU", "List Bullet"), ("v6", "List Bullet 2"), ("一", "List Number"), ("引用", "Quote")]:
            document.add_paragraph(words, style=style)
        table = document.add_table(rows=2, cols=3)
        table.cell(0, 0).text, table.cell(0, 1).text, table.cell(1, 0).text = "Year", "Capex", "2024"
        table.cell(1, 1).merge(table.cell(1, 2)).text = "$230bn"
    return _saved(document)


def pptx(*, empty: bool = False) -> bytes:
    """One slide with a title over two lines, a list, a text box, a table, and notes."""
    presentation = Presentation()
    if not empty:
        slide = presentation.slides.add_slide(presentation.slide_layouts[1])
        slide.shapes.title.text = "Chips\vfall"
        body = slide.placeholders[1].text_frame
        body.text = "TPU up"
        below = body.add_paragraph()
        below.text, below.level = "v6", 1
        slide.shapes.add_textbox(Inches(1), Inches(6), Inches(2), Inches(1)).text_frame.text = "算力是根"
        table = slide.shapes.add_table(2, 2, Inches(1), Inches(5), Inches(2), Inches(1)).table
        for place, words in enumerate(["Year", "Capex", "2024", "$230bn"]):
            table.cell(*divmod(place, 2)).text = words
        slide.notes_slide.notes_text_frame.text = "not to be read"
    return _saved(presentation)


def _saved(document: Any) -> bytes:
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def replacing(document: bytes, name: str, data: bytes) -> bytes:
    """An office document with another part of that name."""
    stream = BytesIO()
    with ZipFile(BytesIO(document)) as old, ZipFile(stream, "w", ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, data if part == name else old.read(part))
        if name not in old.namelist():
            new.writestr(name, data)
    return stream.getvalue()


def swollen(document: bytes) -> bytes:
    """An office document of some kilobytes that unpacks to 60 MB."""
    return replacing(document, "swollen.xml", b" " * 60_000_000)


def pdf(pages: Sequence[Sequence[Words]], *, encrypted: bool = False) -> bytes:
    """A PDF of words at places; Latin in Helvetica, Chinese in a font of the Adobe-GB1 collection.

    `encrypted` gives it a lock that no key opens.
    """
    system = b"/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light%s/DW 1000>>" % system,
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    ]
    kids = []
    for page in pages:
        drawn = b"BT\n" + b"".join(map(_drawn, page)) + b"ET"
        objects.append(b"<</Length %d>>stream\n%s\nendstream" % (len(drawn), drawn))
        fonts = b"/Resources<</Font<</F1 3 0 R/F2 5 0 R>>>>"
        objects.append(b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R%s>>" % (len(objects), fonts))
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    return _file(objects, encrypted)


def _drawn(words: Words) -> bytes:
    x, y, size, text = words
    if text.isascii():
        return b"/F1 %g Tf 1 0 0 1 %g %g Tm (%s) Tj\n" % (size, x, y, text.encode())
    return b"/F2 %g Tf 1 0 0 1 %g %g Tm <%s> Tj\n" % (size, x, y, text.encode("utf-16-be").hex().encode())


def _file(objects: Sequence[bytes], encrypted: bool) -> bytes:
    out = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(b"%010d 00000 n \n" % len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    lock = b"/Encrypt<</Filter/Standard/V 1/R 2/O<%s>/U<%s>/P -4>>/ID[<00><00>]" % (b"11" * 32, b"22" * 32)
    size = len(objects) + 1
    table = b"xref\n0 %d\n0000000000 65535 f \n%s" % (size, b"".join(places))
    trailer = b"trailer<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF" % (size, lock if encrypted else b"", len(out))
    return out + table + trailer
