"""What of a whole a quote speaks of: a part of a business, a model, a part of a measure, a field."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from queries.comparison.wording import pattern, plain, sided, words


def segment(quote: str) -> str:
    """What stands before a word for a part of a business: 车用解决方案 of 车用解决方案事业; empty where there is none.

    >>> segment("Revenue of the robotics segment doubled"), segment("鸿海旗下的机器人事业收入增长")
    ('robotics', '机器人')
    """
    found = _segments().search(plain(quote))
    zh, en = found.groups("") if found else ("", "")
    zh = pattern("owned").split(zh)[-1]
    none = words("unnamed")
    return "" if (zh.endswith(tuple(none)) and zh) or en in none else zh or en


@cache
def _segments() -> re.Pattern[str]:
    told = sorted(words("segments"), key=lambda word: (-len(word), word))
    zh, en = ("|".join(re.escape(word) for word in told if word.isascii() is ascii) for ascii in (False, True))
    return re.compile(rf"(?P<zh>[\u4e00-\u9fffa-z]{{2,10}}?)(?:{zh})|(?P<en>[a-z-]+) (?:{en})\b")


def models(quote: str) -> frozenset[str]:
    """The models and generations that the quote tells by letters with digits, or by the size of a process.

    >>> sorted(models("昇腾910B 与 H100")), sorted(models("台積電7奈米")), sorted(models("in FP16, Q4 FY25"))
    (['910b', 'h100'], ['7nm'], [])
    """
    found = {f"{each['node']}nm" if each["node"] else each.group() for each in pattern("model").finditer(plain(quote))}
    return frozenset(one for one in found if not pattern("unmodel").fullmatch(one))


@cache
def _variant() -> re.Pattern[str]:
    told = sorted(words("variants"), key=lambda word: (-len(word), word))
    return re.compile(rf"\d[a-z.]{{0,2}} ?({'|'.join(told)})(?![a-z])(?: ?({'|'.join(told)})(?![a-z]))?")


def variants(quote: str) -> frozenset[str]:
    """The kin of a numbered product that the quote names behind its number.

    >>> sorted(variants("The iPhone 17 Pro Max starts at $1,199")), sorted(variants("iPhone 17 起售价"))
    (['pro max'], [])
    """
    return frozenset(" ".join(filter(None, each.groups())) for each in _variant().finditer(plain(quote)))


def before(quote: str, names: Iterable[str], measures: Iterable[str]) -> bool:
    """Whether one of the names stands right before one of the measures.

    >>> before("Amazon's advertising sales fell", ["advertising"], ["sales"]), before("广告卖得好", ["广告"], ["收入"])
    (True, False)
    """
    text = plain(quote)
    ends = {text.find(name) + len(name) for name in names if name in text}
    begins = {text.find(measure) for measure in measures if measure in text}
    return any(begin == end or (begin == end + 1 and text[end] in " 的-") for end in ends for begin in begins)


def among(quote: str) -> str:
    """Among which the quote puts its subject first: 国内新势力品牌 of 在国内新势力品牌中; empty where it does not say.

    >>> among("在国内新势力品牌中，零跑销量第一"), among("It ranks first among European banks")
    ('国内新势力品牌', 'european banks')
    """
    found = pattern("among").search(plain(quote))
    return (found[1] or found[2] or "").strip() if found else ""


def criterion(quote: str) -> str:
    """By what the quote puts its subject first: 台数 of 论台数; empty where it does not say.

    >>> criterion("论台数，vivo是国内第一"), criterion("By value, Apple is number one in China")
    ('台数', 'value')
    """
    found = pattern("criterion").search(plain(quote))
    return next(filter(None, found.groups()), "") if found else ""


def modifier(quote: str, measures: Iterable[str], names: Iterable[str]) -> str:
    """What stands before the shortest of `measures` in the quote, once `names` and common words are away.

    >>> modifier("Apple's services revenue was $96bn", ["revenue"], ["apple"])
    'services'
    >>> modifier("美团2024年核心本地商业的收入为2502亿元", ["收入"], ["美团"])
    '核心本地商业'
    """
    text = pattern("reckoned").sub(" ", plain(quote))
    measure = min((word for word in measures if word in text), key=len, default="")
    before = pattern("pause").split(text[: text.rfind(measure)])[-1] if measure else ""
    before = sided().sub(" ", before)
    for name in sorted(filter(None, names), key=len, reverse=True):
        before = before.replace(name, " ")
    return _last_words(before, measure)


def _last_words(before: str, measure: str) -> str:
    """The word, or the run of characters, that `before` ends in; empty where it is common, or a name stands there."""
    common = words("unmodifying")
    if measure.isascii():
        last = (re.findall(r"[a-z][a-z-]+|'s|\S", before) or [""])[-1]
        return last if len(last) > 2 and last.isalpha() and last not in common else ""
    run = (re.findall(r"[\u4e00-\u9fff]+$", before) or [""])[0]
    chinese = tuple(word for word in common if not word.isascii())
    while run.endswith(chinese):
        run = run.removesuffix(max((word for word in chinese if run.endswith(word)), key=len))
    while run.startswith(chinese):
        run = run.removeprefix(max((word for word in chinese if run.startswith(word)), key=len))
    return run if len(run) > 1 else ""
