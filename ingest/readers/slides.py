"""PPTX: titles, lines and tables of the slides in their order; notes are left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.util import Length

from ingest.readers import Taken
from ingest.readers.markdown import Part, escaped, strong
from ingest.readers.word import written
from kg.errors import ReadError

TITLE_LEVEL = 2  # level of a slide's title as a heading


def take(data: bytes, path: str) -> Taken:
    """The text of a presentation; ReadError when it is empty, protected or damaged."""
    text = written(data, path, "PPTX", _parts)
    if not text.strip():
        raise ReadError(path, "no text on the slides", "if they hold pictures of text, recognise it first")
    return Taken(text=text)


def _parts(stream: BytesIO) -> Iterator[Part]:
    for slide in Presentation(stream).slides:
        yield from _slide(slide)


def _slide(slide: Any) -> Iterator[Part]:
    title = slide.shapes.title
    if title is not None and title.has_text_frame:
        yield Part(kind="heading", words=escaped(_line_breaks(title.text_frame.text, " ")), level=TITLE_LEVEL)
    identity = title.shape_id if title is not None else None
    for shape in _in_reading_order(slide.shapes):
        if shape.shape_id != identity:
            yield from _shape(shape)


def _in_reading_order(shapes: Iterable[Any]) -> list[Any]:
    """Shapes from top to bottom, beside each other from left to right; those without a place keep theirs."""
    return sorted(shapes, key=lambda shape: (shape.top or Length(0), shape.left or Length(0)))


def _shape(shape: Any) -> Iterator[Part]:
    if hasattr(shape, "shapes"):
        for inner in _in_reading_order(shape.shapes):
            yield from _shape(inner)
    elif getattr(shape, "has_table", False):
        yield _table(shape.table)
    elif shape.has_text_frame:
        yield from _text(shape)


def _text(shape: Any) -> Iterator[Part]:
    """A list where the frame is the body of its slide or indents its lines, else a paragraph a line."""
    lines = [line for line in shape.text_frame.paragraphs if line.text.strip()]
    listed = len(lines) > 1 and (_is_body(shape) or any(line.level for line in lines))
    for line in lines:
        words = _line_breaks("".join(map(_run, line.runs)) or escaped(line.text), "\n")
        yield Part(kind="item", words=words, level=line.level + 1) if listed else Part(kind="paragraph", words=words)


def _is_body(shape: Any) -> bool:
    return bool(shape.is_placeholder) and shape.placeholder_format.idx == 1


def _run(run: Any) -> str:
    words = escaped(run.text)
    return strong(words) if run.font.bold else words


def _line_breaks(words: str, instead: str) -> str:
    return words.replace("\v", instead).replace("\n", instead)


def _table(table: Any) -> Part:
    rows = tuple(tuple(escaped(_line_breaks(cell.text, " ")) for cell in row.cells) for row in table.rows)
    return Part(kind="table", rows=rows, headed=bool(table.first_row))
