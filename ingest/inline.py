"""What stands inside a line of Markdown or saved web text without being read: marks, addresses, escapes, debris.

`edits` runs once over a stretch of text, from mark to mark; the work is linear in its length, whatever it holds.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping

from ingest import debris
from ingest.characters import BLANK, BROKEN, HAN, JOINED, ODD, ODD_BLANK, OWN_FORM, UNSEEN, entity, fold, fold_all
from ingest.offsets import Edit

_PLACE = r"\(\s*+(?:<[^<>\n]*+>|(?:[^\s()]|\((?:[^\s()]|\((?:[^\s()]|\([^\s()]*+\))*+\))*+\))*+)"
_TITLE = r"""(?:\s++(?:"[^"\n]{0,500}+"|'[^'\n]{0,500}+'))?+\s*+\)"""
TARGET = f"(?>{_PLACE}{_TITLE})"
_PATH = rf"[^\s<>\[\]\"'`|，。；：！？、（）()《》「」“”{HAN}]"
_ADDRESS = rf"(?::|\.){_PATH}++(?:\({_PATH}*+\){_PATH}*+)*+"
_GROUPING = "(?<=[０-９])，(?=[０-９]{3}(?![０-９]))"  # a wide comma in a wide number: １，２００
_TOKENS = {
    "escaped_stars": r"(?:\\\*){2,}+",
    "coded": r"\\(?:u[0-9a-fA-F]{4}(?:\\u[dD][c-fC-F][0-9a-fA-F]{2})?|x[0-9a-fA-F]{2})",
    "control": r"\\[nrt](?![A-Za-z])",
    "escape": r"\\[!-/:-@\[-`{-~]",
    "stars": r"\*+",
    "underscores": r"_+",
    "tildes": r"~~+",
    "ticks": r"`+",
    "note": r"\[\^[^\]\s]{1,40}+\](?!:)|(?<=\S)\[\d{1,3}\](?!\()",
    "image": r"!\[",
    "opening": r"\[",
    "closing": rf"\](?:{TARGET}|\[[^\[\]\n]{{0,100}}+\])?+",
    "comment": r"<!--",
    "autolink": r"<(?:https?://|mailto:)[^\s<>]*+>",
    "tag": r"</?[A-Za-z][A-Za-z0-9-]{0,20}+(?:\s[^<>]{0,2000}+)?+/?>",
    "entity": r"&(?:#\d{1,7}+|#[xX][0-9a-fA-F]{1,6}+|[A-Za-z][A-Za-z0-9]{1,30}+);",
    "bracketed": rf"[(（]\s*+(?:https?|www){_ADDRESS}\s*+[)）]",
    "address": rf"(?:(?:(?<=https)|(?<=http))(?=://)|(?<=www)(?=\.)){_ADDRESS}",
    "pinyin": debris.DEBRIS,
    "orphan": debris.ORPHAN,
    "joined": JOINED,
    "folded": f"(?:{OWN_FORM}|{_GROUPING})+",
    "unseen": f"{UNSEEN}+",
    "blanks": f"{BLANK}{{2,}}|{ODD_BLANK}",
    "broken": f"{BROKEN}+",
}
_START = re.compile(rf"[\\*_~`\[\]!<&(（?:.{ODD}]|  ")
_OF_CHARACTERS = ("joined", "folded", "unseen", "blanks", "broken")  # what is done in code too


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{name}>{_TOKENS[name]})" for name in names))


_TOKEN, _CHARACTERS = _any_of(_TOKENS), _any_of(_OF_CHARACTERS)
_LINK = re.compile(r"\]\(\s*(?:\)|<|[^\s()]*[./#:])|\]\[")
_STRONG_TAG = re.compile(r"<(/?)(?:b|strong)\b", re.IGNORECASE)
_INLINE_TAG = re.compile(
    r"</?(?:a|abbr|b|code|del|em|font|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b", re.IGNORECASE
)
_ADDRESS_ONLY = re.compile(r"\s*(?:https?://\S+|(?:[\w-]+\.){2,}[a-z]{2,12}(?:/\S*)?)\s*", re.ASCII)
_SCHEMES = {"p": len("http"), "s": len("https"), "w": len("www")}  # by the last letter
DEEPEST = 64  # brackets inside brackets that are still told apart
_STOPS = ".,;:!?…*_~"


def edits(text: str, start: int, end: int, among_pinyin: bool = False) -> list[Edit]:
    """The edits that make `text[start:end]` readable.

    >>> [edit.new for edit in edits("S\\\\&P **500** rose", 0, 17)]
    ['&', '', '']
    """
    scan = _Scan(text, start, end, among_pinyin)
    scan.run()
    return scan.edits


class _Scan:
    """One run over one stretch; what waits for its other half is kept by its place."""

    def __init__(self, text: str, start: int, end: int, among_pinyin: bool) -> None:
        self.text, self.start, self.end = text, start, end
        self.among_pinyin = among_pinyin
        self.edits: list[Edit] = []
        self.bold = False
        self.waiting: dict[str, int] = {}
        self.brackets: deque[tuple[int, int, int]] = deque(maxlen=DEEPEST)
        self.ticks: tuple[int, int, int] | None = None
        self.uncommented = False

    def run(self) -> None:
        """Go from token to token."""
        at = self.start
        while start := _START.search(self.text, at, self.end):
            match = _TOKEN.match(self.text, start.start(), self.end)
            at = self._handle(match) if match else start.start() + 1

    def _handle(self, match: re.Match[str]) -> int:
        return _HANDLERS[match.lastgroup or ""](self, match) or match.end()

    def cut(self, start: int, end: int, new: str = "", mark: str = "") -> None:
        """Note one edit."""
        self.edits.append(Edit(start, end, new, mark))

    # -- characters ------------------------------------------------------------------------------------------------

    def on_coded(self, match: re.Match[str]) -> None:
        codes = re.findall(r"[0-9a-fA-F]+", match.group().replace("u", "").replace("x", ""))
        units = b"".join(int(code, 16).to_bytes(2, "big") for code in codes)
        self.cut(*match.span(), fold_all(units.decode("utf-16-be", "replace")))

    def on_blank(self, match: re.Match[str]) -> None:
        self.cut(*match.span(), " ")

    def on_escape(self, match: re.Match[str]) -> None:
        self.cut(*match.span(), match.group()[1])

    def on_entity(self, match: re.Match[str]) -> None:
        self.cut(*match.span(), entity(match.group()))

    def on_joined(self, match: re.Match[str]) -> None:
        if match.start() > self.start:
            self.cut(match.start() - 1, match.end(), fold_all(self.text[match.start() - 1 : match.end()]))

    def on_folded(self, match: re.Match[str]) -> None:
        folded = ["," if character == "，" else fold(character) for character in match.group()]
        if all(len(character) == 1 for character in folded):
            self.edits.append(Edit(*match.span(), "".join(folded), even=True))
            return
        for place, character in enumerate(folded, match.start()):
            self.cut(place, place + 1, fold_all(character))

    def on_broken(self, match: re.Match[str]) -> None:
        self.edits.append(Edit(*match.span(), "\ufffd" * len(match.group()), even=True))

    def on_pinyin(self, match: re.Match[str]) -> int | None:
        if match.start() > self.start and debris.is_debris(match.group(), self.among_pinyin):
            self.cut(match.start() - 1, match.end(), self.text[match.start() - 1])
            return None
        return match.start() + 1

    def on_orphan(self, match: re.Match[str]) -> None:
        self.cut(*match.span(), "\ufffd")

    def on_nothing(self, match: re.Match[str]) -> None:
        self.cut(*match.span())

    # -- emphasis --------------------------------------------------------------------------------------------------

    def on_strong(self, match: re.Match[str]) -> None:
        count = len(match.group().replace("\\", ""))
        if count == 1:
            self._single(match, "*")
        elif not self._between(match, str.isdigit):
            self._toggle(match, count // 2 if count < 5 else 0)

    def on_underscores(self, match: re.Match[str]) -> None:
        if self._between(match, _is_latin):
            return
        if len(match.group()) == 2:
            self._toggle(match, 1)
        elif len(match.group()) == 1:
            self._single(match, "_")

    def on_tildes(self, match: re.Match[str]) -> None:
        if len(match.group()) == 2:
            self._single(match, "~")

    def _toggle(self, match: re.Match[str], times: int) -> None:
        mark = ""
        if times % 2:
            mark = "/bold" if self.bold else "bold"
            self.bold = not self.bold
        self.cut(*match.span(), "", mark)

    def _single(self, match: re.Match[str], mark: str) -> None:
        before, after = self._neighbours(match)
        opened = self.waiting.get(mark)
        if opened is not None and before and not before.isspace():
            width = len(match.group())
            self.cut(opened, opened + width)
            self.cut(*match.span())
            del self.waiting[mark]
        elif after and not after.isspace() and not (before.isdigit() and after.isdigit()):
            self.waiting[mark] = match.start()

    def _neighbours(self, match: re.Match[str]) -> tuple[str, str]:
        before = self.text[match.start() - 1] if match.start() > self.start else ""
        after = self.text[match.end()] if match.end() < self.end else ""
        return before, after

    def _between(self, match: re.Match[str], kind: Callable[[str], bool]) -> bool:
        return all(character and kind(character) for character in self._neighbours(match))

    # -- code, tags, links -----------------------------------------------------------------------------------------

    def on_ticks(self, match: re.Match[str]) -> None:
        if self.ticks is None:
            self.ticks = (match.start(), match.end(), len(self.edits))
            return
        opened, inside, kept = self.ticks
        if inside - opened == len(match.group()):
            del self.edits[kept:]
            self.cut(opened, inside)
            for found in _CHARACTERS.finditer(self.text, inside, match.start()):
                self._handle(found)
            self.cut(*match.span())
            self.ticks = None

    def on_comment(self, match: re.Match[str]) -> int | None:
        stop = -1 if self.uncommented else self.text.find("-->", match.end(), self.end)
        if stop < 0:
            self.uncommented = True
            return None
        self.cut(match.start(), stop + 3)
        return stop + 3

    def on_tag(self, match: re.Match[str]) -> None:
        strong = _STRONG_TAG.match(match.group())
        mark = (strong.group(1) + "bold") if strong else ""
        self.cut(*match.span(), "" if _INLINE_TAG.match(match.group()) else " ", mark)

    def on_address(self, match: re.Match[str]) -> int:
        stop = match.end()
        while self.text[stop - 1] in _STOPS:
            stop -= 1
        scheme = _SCHEMES[self.text[match.start() - 1]]
        self.cut(match.start() - scheme, stop)
        return stop

    def on_opening(self, match: re.Match[str]) -> None:
        self.brackets.append((*match.span(), len(self.edits)))

    def on_closing(self, match: re.Match[str]) -> int | None:
        if not self.brackets:
            return match.start() + 1
        start, inside, kept = self.brackets.pop()
        image = inside - start == len("![")
        if not (image or _LINK.match(match.group())):
            return match.start() + 1
        if image or _ADDRESS_ONLY.fullmatch(self.text, inside, match.start()):
            del self.edits[kept:]
            self.cut(start, match.end(), " ")
        else:
            self.cut(start, inside, "", "link")
            self.cut(*match.span(), "", "/link")
        return None


def _is_latin(character: str) -> bool:
    return character.isalnum() and character.isascii()


_HANDLERS: Mapping[str, Callable[[_Scan, re.Match[str]], int | None]] = {
    "escaped_stars": _Scan.on_strong,
    "coded": _Scan.on_coded,
    "control": _Scan.on_blank,
    "escape": _Scan.on_escape,
    "stars": _Scan.on_strong,
    "underscores": _Scan.on_underscores,
    "tildes": _Scan.on_tildes,
    "ticks": _Scan.on_ticks,
    "note": _Scan.on_nothing,
    "image": _Scan.on_opening,
    "opening": _Scan.on_opening,
    "closing": _Scan.on_closing,
    "comment": _Scan.on_comment,
    "autolink": _Scan.on_nothing,
    "tag": _Scan.on_tag,
    "entity": _Scan.on_entity,
    "bracketed": _Scan.on_nothing,
    "address": _Scan.on_address,
    "pinyin": _Scan.on_pinyin,
    "orphan": _Scan.on_orphan,
    "joined": _Scan.on_joined,
    "folded": _Scan.on_folded,
    "unseen": _Scan.on_nothing,
    "blanks": _Scan.on_blank,
    "broken": _Scan.on_broken,
}
