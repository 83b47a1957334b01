"""DOCX: headings, paragraphs, lists, tables in the order of the document; headers, footers and notes are left out."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from docx import Document
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from ingest.readers import Taken
from ingest.readers.markdown import Part, escaped, markdown, strong
from kg.errors import ReadError

ENCRYPTED = b"\xd0\xcf\x11\xe0"  # the old container of Office, in which protected documents are kept
MOST = 50_000_000  # bytes of XML: some 10,000 pages; a few kilobytes may unpack to all memory there is
_HEADING = re.compile(r"(?:Heading|标题|標題) ?([1-9])")
_LIST = re.compile(r"List (Bullet|Number)(?: ([2-9]))?")


def take(data: bytes, path: str) -> Taken:
    """The text of a document; ReadError when it is empty, protected or damaged."""
    text = written(data, path, "DOCX", lambda stream: _parts(Document(stream)))
    if not text.strip():
        raise ReadError(path, "no text in the document", "if it holds pictures of pages, recognise their text first")
    return Taken(text=text)


def written(data: bytes, path: str, name: str, parts: Callable[[BytesIO], Iterable[Part]]) -> str:
    """The parts of an office document as text; ReadError for a protected, damaged or monstrous one."""
    if data.startswith(ENCRYPTED):
        raise ReadError(path, f"a protected document or not a {name}", f"save it as {name} without a password")
    try:
        if _unpacked(data) > MOST:
            raise ReadError(path, f"more than {MOST // 1_000_000} MB of text and marks", "give its chapters one by one")
        return markdown(parts(BytesIO(data)))
    except ReadError:
        raise
    except Exception as error:  # the libraries raise whatever their XML and zip readers do
        reason = f"not a {name} or damaged ({type(error).__name__})"
        raise ReadError(path, reason, "open it in an office program and save it anew") from None


def _unpacked(data: bytes) -> int:
    """Bytes of all that is neither picture nor sound, once it is unpacked."""
    with ZipFile(BytesIO(data)) as packed:
        return sum(part.file_size for part in packed.infolist() if part.filename.endswith((".xml", ".rels")))


def _parts(document: Any) -> Iterator[Part]:
    for block in document.iter_inner_content():
        yield _paragraph(block) if isinstance(block, Paragraph) else _table(block)


def _paragraph(paragraph: Paragraph) -> Part:
    words = "".join(map(_words, paragraph.iter_inner_content()))
    style = (paragraph.style.name or "") if paragraph.style is not None else ""
    if style == "Title" or (heading := _HEADING.match(style)):
        plain = escaped(paragraph.text)
        return Part(kind="heading", words=plain, level=1 if style == "Title" or not heading else int(heading.group(1)))
    level, ordered = _listed(paragraph, style)
    if level:
        return Part(kind="item", words=words, level=level, ordered=ordered)
    return Part(kind="paragraph", words=words, quoted=int("Quote" in style))


def _words(piece: Run | Hyperlink) -> str:
    words = escaped(piece.text)
    return strong(words) if isinstance(piece, Run) and piece.bold else words


def _listed(paragraph: Paragraph, style: str) -> tuple[int, bool]:
    """Level in a list, 0 outside of one, and whether the list is numbered."""
    if found := _LIST.match(style):
        return int(found.group(2) or 1), found.group(1) == "Number"
    properties: Any = paragraph._p.pPr
    numbering = properties.numPr if properties is not None else None
    if numbering is None or numbering.numId is None or numbering.numId.val == 0:
        return 0, False
    return (numbering.ilvl.val if numbering.ilvl is not None else 0) + 1, False


def _table(table: Table) -> Part:
    """A table; of a cell that spans columns the words stand in the first of them."""
    rows = []
    for row in table.rows:
        seen: set[int] = set()
        cells = []
        for cell in row.cells:
            cells.append("" if id(cell._tc) in seen else escaped(cell.text))
            seen.add(id(cell._tc))
        rows.append(tuple(cells))
    return Part(kind="table", rows=tuple(rows))
