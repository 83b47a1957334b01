"""What the words around a number say about it: the unit it is told in, and how a change is told."""

from __future__ import annotations

import re
from functools import cache

from ingest.measure_lexicon import fold, table, words_of
from ingest.quantity_draft import Draft

_STOPS = re.compile(r"[。！？；!?;\n]|\.\s")
_BEFORE, _AFTER = 48, 16
_MYRIAD, _MILLION, _TRILLION = 10**4, 10**6, 10**12
_HUNDRED_YI = 10**10
_THINGS = re.compile("[次度人个粒颗条]|参数|參數|token|运算|字|词", re.IGNORECASE)
_NEAR = 6  # characters between a verb of paying and the sum
_PIECES = 10
_MODEL = re.compile(r".{0,6}(?:模型|参数|參數|model|param)", re.IGNORECASE)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_CLOSING = ("", *"，。；！？、,;!?）)")
_FREE = set("就还也都才已将是等走做涨升增降跌掉到至的之，。、；：！？|\t）)」”\"'*,.!?;:\n ）】") | {""}


def frame_of(text: str, draft: Draft, currency: str | None) -> tuple[str, bool]:
    """The unit that the frame gives a bare number, and whether it is an implied currency."""
    figure = draft.upper or draft.figure
    scale = figure.scale if figure.literal else max(figure.scale, figure.written)
    if _is_priced(text, draft):
        return (currency, True) if currency else ("", False)
    if draft.end - draft.start == 1 or scale < _MYRIAD:
        return "", False
    paid = _paying().search(text, max(0, draft.start - _NEAR), draft.start) is not None
    if not paid and not _stands_free(text, draft.end):
        return "", False
    if "B" in text[draft.start : draft.end] and _MODEL.match(text, draft.end):
        return "parameter", False
    cue = "money" if paid else _nearest_frame(text, draft)
    least = {"price": _MYRIAD, "money": _MYRIAD if paid else _MILLION, None: _large(text, draft)}
    if scale >= least.get(cue, scale + 1):
        return (currency, True) if currency else ("", False)
    return "" if cue in ("money", "price", None) else cue, False


def _is_priced(text: str, draft: Draft) -> bool:
    """原价十六，: a bare number right behind a word for a price."""
    if text[draft.end : draft.end + 1] not in _CLOSING or not _HAN.match(text, draft.start - 1):
        return False
    before = fold(text[max(0, draft.start - _NEAR) : draft.start]).rstrip("是为要只才约到达涨降跌了")
    return any(cue == "price" and before.endswith(word) for word, cue in _frame_words().items())


def _large(text: str, draft: Draft) -> int:
    """What is so much that it can hardly be anything but money."""
    things = _THINGS.search(text, max(0, draft.start - _AFTER), draft.end + _AFTER)
    return _HUNDRED_YI if text[draft.end - 1] in "亿億" and not things else _TRILLION


def is_long(text: str, start: int, end: int) -> bool:
    """Whether a word of length stands in a stretch of text."""
    return _lengths().search(fold(text[start:end])) is not None


@cache
def _lengths() -> re.Pattern[str]:
    return re.compile(_alternatives(dict.fromkeys(map(fold, words_of("length")), "")))


@cache
def _paying() -> re.Pattern[str]:
    """A verb of paying, and nothing between it and the sum but a bound."""
    verbs = "|".join(map(re.escape, words_of("paying")))
    return re.compile(rf"(?:{verbs})[了下掉出过进上得到费款资损]{{0,2}}(?:约|近|逾|超过|上|快|至少|将近)?$")


def card_of(text: str, draft: Draft) -> str | None:
    """GPU for 张 and 块 where accelerators are spoken of."""
    around = fold(text[max(0, draft.start - _BEFORE) : draft.end + _AFTER])
    return "GPU" if _cards().search(around) else None


def is_price(text: str, draft: Draft) -> bool:
    """一百块: money, where nothing that comes in pieces follows."""
    if draft.unit != "块" or text[draft.end : draft.end + 1] not in _FREE:
        return False
    paid = _paying().search(text, max(0, draft.start - _NEAR), draft.start) is not None
    return draft.figure.low >= _PIECES or paid or _nearest_frame(text, draft) == "price"


def degree_of(text: str, draft: Draft) -> str | None:
    """What 度 measures where heat or a turn is spoken of."""
    near = fold(_STOPS.split(text[max(0, draft.start - _AFTER) : draft.start])[-1] + text[draft.start : draft.end + 1])
    return next((str(unit) for unit, word in table("degree") if word in near), None)


def tells_money(text: str, end: int) -> bool:
    """Whether the word at `end` tells of money, so that the noun before it is not what is counted.

    >>> tells_money("1500 亿的云服务收入", 10), tells_money("1500 亿的 GPU", 7)
    (True, False)
    """
    following = _frames().match(fold(text[end : end + _AFTER]).lstrip(" 的"))
    return following is not None and _frame_words()[following[0]] == "money"


def _stands_free(text: str, end: int) -> bool:
    following = text[end : end + 2].lstrip(" \u3000")[:1]
    return following in _FREE or following.isascii() or bool(_frames().match(fold(text[end : end + 8]).lstrip()))


def _nearest_frame(text: str, draft: Draft) -> str | None:
    before = fold(_STOPS.split(text[max(0, draft.start - _BEFORE) : draft.start])[-1])
    after = fold(re.split(r"[，,。；;！!？?\n]", text[draft.end : draft.end + _AFTER])[0])
    following = _frames().match(after.lstrip("的 "))
    if following:
        return _frame_words()[following[0]]
    cues = list(_frames().finditer(before))
    cue = cues[-1] if cues else _frames().search(after)
    return _frame_words()[cue[0]] if cue else None


def basis_of(text: str, draft: Draft) -> str | None:
    """By, to, from, share, multiple: the word of change right before the number, if one stands there."""
    basis = _change_before(text, draft.start)
    return None if basis == "multiple" and draft.unit != "x" else basis


def changes_before(text: str, end: int) -> bool:
    """Whether a word of growth or fall stands right before `end`."""
    return _change_before(text, end) == "by"


def change_at(words: str) -> str | None:
    """By, to, from, share, multiple: the word of change with which some words end.

    >>> change_at("营收增至"), change_at("output fell from"), change_at("营收")
    ('to', 'from', None)
    """
    return _change_before(words, len(words))


def _change_before(text: str, end: int) -> str | None:
    before = fold(text[max(0, end - 20) : end]).rstrip(" *")
    return _ends_in_change(before) or _ends_in_change(before.rstrip(" *了过至约"))


def _ends_in_change(before: str) -> str | None:
    words, lengths = _change_words()
    for length in lengths.get(before[-1:], ()):
        word = before[-length:]
        if word in words and not (word[0].isascii() and before[-length - 1 : -length].isalpha()):
            return words[word]
    return None


@cache
def _cards() -> re.Pattern[str]:
    words = {fold(word): str(unit) for sense in ("card", "card_name") for unit, word in table(sense) if unit == "GPU"}
    return re.compile(_alternatives(words))


@cache
def _frame_words() -> dict[str, str]:
    return {fold(word): str(value) for value, word in table("frame")}


@cache
def _frames() -> re.Pattern[str]:
    return re.compile(_alternatives(_frame_words()))


@cache
def _change_words() -> tuple[dict[str, str], dict[str, list[int]]]:
    """The words, and how long those are that end in a letter, the longest first."""
    words = {fold(word): str(value) for value, word in table("change")}
    lengths: dict[str, set[int]] = {}
    for word in words:
        lengths.setdefault(word[-1], set()).add(len(word))
    return words, {last: sorted(found, reverse=True) for last, found in lengths.items()}


def _alternatives(words: dict[str, str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(rf"\b{re.escape(w)}\b" if w[0].isascii() else re.escape(w) for w in ordered)
