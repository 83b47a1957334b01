"""PDF: the words of its pages as paragraphs of one line each; running heads and page numbers are left out.

Lines are put together by where they end on the page, so a break in the middle of a sentence does not stay. Letters
larger than those of the running text make a heading. Tables come out cell by cell: a PDF does not say more of them.
"""

from __future__ import annotations

import logging
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import pairwise
from statistics import median

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LAParams, LTChar, LTPage, LTTextBox, LTTextLine
from pdfminer.pdfdocument import PDFDocument, PDFEncryptionError, PDFPasswordIncorrect
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdfparser import PDFParser, PDFSyntaxError
from pdfminer.pdftypes import PDFObjRef

from ingest.characters import WIDE, fold_all
from ingest.lines import is_item
from ingest.readers import Taken
from ingest.readers.markdown import Part, escaped, markdown
from ingest.wrap import goes_on
from kg.errors import ReadError

LARGER = 1.15  # times the size of the running text from which on a short box is a heading
LONGEST_HEADING = 160  # characters
REPEATED = 3  # pages on which the same words at the edge are a running head
MOST_UNKNOWN = 0.05  # share of characters whose fonts do not say what they show
_FINAL = '。！？!?.；;…：:”」』"'
_UNKNOWN = re.compile(r"\(cid:\d+\)")
_PAGE_NUMBER = re.compile(
    r"\W*(?:page|第)?\s*\d{1,4}\s*(?:页|頁)?(?:\s*(?:/|of|共)\s*\d{1,4}\s*(?:页|頁)?)?\W*", re.IGNORECASE
)
_NUMBERS = re.compile(r"\d+")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_BROKEN_WORD = re.compile(r"[A-Za-z]+-$")

logging.getLogger("pdfminer").setLevel(logging.ERROR)


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: its words, the size of its letters, its edges, and the right edge of its box (points)."""

    words: str
    size: float
    left: float
    right: float
    edge: float

    def is_full(self, following: _Line) -> bool:
        """Whether the first word of the next line would not have fitted on this one."""
        letters = (
            self.size if WIDE.match(following.words) else self.size * 0.5 * (len(following.words.split(" ", 1)[0]) + 1)
        )
        return self.right + letters > self.edge - self.size


_Box = tuple[_Line, ...]


def take(data: bytes, path: str) -> Taken:
    """The text of a PDF; ReadError when it is protected, damaged, or holds pictures of text only."""
    pages = [*_pages(data, path)]
    boxes = [box for page in _without_running_heads(pages) for box in page]
    letters = sum(len(line.words) for box in boxes for line in box)
    if not letters:
        raise ReadError(path, "no text in it, pictures of pages perhaps", "recognise their text first (OCR)")
    unknown = sum(len(_UNKNOWN.findall(line.words)) for box in boxes for line in box)
    if unknown > MOST_UNKNOWN * letters:
        raise ReadError(path, "its fonts do not say which characters they show", "recognise its text first (OCR)")
    return Taken(text=markdown(_parts(boxes)))


def _pages(data: bytes, path: str) -> Iterator[list[_Box]]:
    try:
        for page in _layouts(data):
            yield [*_boxes(page)]
    except PDFPasswordIncorrect:
        raise ReadError(path, "the PDF is encrypted", "save it without a password") from None
    except PDFEncryptionError:
        raise ReadError(path, "the PDF is encrypted in a way that is not known", "save it without protection") from None
    except Exception as error:  # pdfminer raises whatever it stumbles over in a damaged file
        reason = f"not a PDF or damaged ({type(error).__name__})"
        raise ReadError(path, reason, "open it in a PDF program and save it anew") from None


def _layouts(data: bytes) -> Iterator[LTPage]:
    resources = PDFResourceManager()
    device = PDFPageAggregator(resources, laparams=LAParams())
    interpreter = PDFPageInterpreter(resources, device)
    for page in PDFPage.create_pages(_Document(PDFParser(BytesIO(data)))):
        interpreter.process_page(page)
        yield device.get_result()


class _Document(PDFDocument):
    """A document whose references come to an end."""

    def getobj(self, objid: int) -> object:
        """The object of that number; PDFSyntaxError where objects only refer to each other in a circle."""
        seen = {objid}
        found = super().getobj(objid)
        while isinstance(found, PDFObjRef):
            if found.objid in seen:
                raise PDFSyntaxError("references in a circle")
            seen.add(found.objid)
            found = super().getobj(found.objid)
        return found


def _boxes(page: LTPage) -> Iterator[_Box]:
    for box in page:
        if isinstance(box, LTTextBox):
            lines = tuple(
                _line(line, box.x1) for line in box if isinstance(line, LTTextLine) and line.get_text().strip()
            )
            if lines:
                yield lines


def _line(line: LTTextLine, edge: float) -> _Line:
    sizes = [character.size for character in line if isinstance(character, LTChar)]
    words = fold_all(line.get_text()).strip()
    return _Line(words, median(sizes) if sizes else 0.0, line.x0, line.x1, edge)


# -- what is not text --------------------------------------------------------------------------------------------------


def _without_running_heads(pages: Sequence[Sequence[_Box]]) -> Iterator[list[_Box]]:
    """The boxes of every page but page numbers, and those that stand first or last on several pages alike."""
    edges = Counter(key for page in pages for key in {_key(box) for box in (*page[:2], *page[-2:])})
    least = max(REPEATED, len(pages) / 2)
    for page in pages:
        yield [box for box in page if not _PAGE_NUMBER.fullmatch(_said(box)) and edges[_key(box)] < least]


def _said(box: _Box) -> str:
    return " ".join(line.words for line in box)


def _key(box: _Box) -> str:
    return _NUMBERS.sub("0", _said(box))


# -- lines to paragraphs -----------------------------------------------------------------------------------------------


def _parts(boxes: Sequence[_Box]) -> Iterator[Part]:
    lines = [line for box in boxes for line in box]
    body = _body_size(lines)
    sizes = sorted({round(line.size) for line in lines if line.size >= LARGER * body}, reverse=True)
    known = _known_words(lines)
    for group in _paragraphs(boxes, body):
        words = escaped(_UNKNOWN.sub("", _joined(group, known)))
        if _is_heading(group, body):
            yield Part(kind="heading", words=words, level=sizes.index(round(group[0].size)) + 1)
        else:
            yield Part(kind="paragraph", words=words)


def _body_size(lines: Iterable[_Line]) -> float:
    """The size in which most of the text is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size, 1)] += len(line.words)
    return sizes.most_common(1)[0][0]


def _is_heading(group: Sequence[_Line], body: float) -> bool:
    return group[0].size >= LARGER * body and sum(len(line.words) for line in group) <= LONGEST_HEADING


def _paragraphs(boxes: Iterable[_Box], body: float) -> Iterator[list[_Line]]:
    """Lines that are one paragraph, over the ends of columns and pages too."""
    group: list[_Line] = []
    for box in boxes:
        for nth, line in enumerate(box):
            if group and not _goes_on(group[-1], line, inside=nth > 0, body=body):
                yield group
                group = []
            group.append(line)
    if group:
        yield group


def _goes_on(before: _Line, line: _Line, *, inside: bool, body: float) -> bool:
    if is_item(line.words) or abs(before.size - line.size) > 0.1 * body:
        return False
    ended = before.words[-1] in _FINAL
    if inside:
        soft = before.is_full(line) or goes_on(before.words, line.words)
        return soft and (before.size < LARGER * body or not ended)
    open_end = not ended and before.size < LARGER * body
    return (
        open_end
        and before.right + 2 * before.size > before.edge
        and not line.words[0].isupper()
        and len(before.words) > 20
    )


def _joined(group: Sequence[_Line], known: Counter[str]) -> str:
    words = [group[0].words]
    for before, line in pairwise(group):
        if _BROKEN_WORD.search(before.words) and line.words[0].islower():
            words[-1] = _mended(words[-1], line.words, known)
        elif not (WIDE.match(before.words[-1]) or WIDE.match(line.words[0])):
            words.append(" ")
        words.append(line.words)
    return "".join(words)


def _mended(before: str, after: str, known: Counter[str]) -> str:
    """The first half of a word cut at the end of a line, with its hyphen where the text writes it so elsewhere."""
    head = before.rsplit(" ", 1)[-1]
    tail = after.split(" ", 1)[0].rstrip(".,;:!?)")
    return before if known[(head + tail).lower()] > known[(head[:-1] + tail).lower()] else before[:-1]


def _known_words(lines: Iterable[_Line]) -> Counter[str]:
    return Counter(word.lower() for line in lines for word in _WORD.findall(line.words))
