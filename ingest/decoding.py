"""Bytes to text: UTF-8, UTF-16 with its mark, and GB18030 or Big5 where the text then clearly is Chinese."""

from __future__ import annotations

import codecs

from ingest.characters import HAN_CHARACTER
from kg.errors import ReadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF32_LE, "utf-32-le"), (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"),
)  # fmt: skip
COMMON = frozenset(
    "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年"
)
LEAST_HAN = 20  # characters: shorter texts do not show what they are
COMMON_SHARE = 0.05  # of Han characters that are common ones: 0.15 and more in real text, about 0 in misread text
_REMEDY = "convert it: iconv -f {} -t UTF-8 {} > converted.txt"


def decode(data: bytes, path: str) -> str:
    """The text of a file; a mark of the byte order at its head is not part of it.

    ReadError when the bytes are not text, or text of an encoding that cannot be told for certain.

    >>> decode("算力".encode("utf-16"), "a.txt")
    '算力'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict(data[len(mark) :], encoding, path)
    if b"\0" in data:
        raise ReadError(path, "not a text file, it holds zero bytes", "give the document itself, not a binary file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _chinese(data) or _refuse(data, path, error)


def whole(text: str) -> str:
    """Halves of surrogate pairs put together, and U+FFFD for those that have lost the other half.

    >>> whole(chr(0xD83D) + chr(0xDE80)) == chr(0x1F680), whole(chr(0xD83D)) == chr(0xFFFD)
    (True, True)
    """
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _strict(data: bytes, encoding: str, path: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        reason = f"not valid {encoding.upper()}: {error.reason} at byte {error.start}"
        raise ReadError(path, reason, "save it as UTF-8") from None


def _chinese(data: bytes) -> str | None:
    """The text in the Chinese encoding under which it reads as Chinese, if there is one."""
    readings = [text for encoding in ("gb18030", "big5") if (text := _try(data, encoding))]
    best = max(readings, key=_common_share, default=None)
    return best if best is not None and _common_share(best) >= COMMON_SHARE else None


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _common_share(text: str) -> float:
    han = HAN_CHARACTER.findall(text)
    return sum(map(COMMON.__contains__, han)) / len(han) if len(han) >= LEAST_HAN else 0.0


def _refuse(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    line = data.count(b"\n", 0, error.start) + 1
    controls = sum(byte < 9 or 13 < byte < 27 for byte in data[:4096])
    if controls > len(data[:4096]) / 100:
        raise ReadError(path, "not a text file", "give the document itself, not a binary file")
    byte = f"byte 0x{data[error.start]:02x}"
    lenient = data.decode("utf-8", "replace")
    if not lenient.isascii() and lenient.count("\ufffd") * 10 < len(lenient) - len(lenient.encode("ascii", "ignore")):
        raise ReadError(path, f"damaged UTF-8 ({byte})", _REMEDY.format("UTF-8 -c", path), line=line)
    known = "GB18030" if _try(data, "gb18030") else "WINDOWS-1252"
    reason = f"not UTF-8 ({byte}), and its encoding cannot be told"
    raise ReadError(path, reason, _REMEDY.format(known, path), line=line)
