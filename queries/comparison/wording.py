"""Words of a quote that matter when it is compared with another: first of its like, always, how likely."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

from kg.script import simplified


@cache
def lists() -> dict[str, dict[str, Any]]:
    """The lists of `queries/data/comparing.toml`."""
    return tomllib.loads(files("queries").joinpath("data", "comparing.toml").read_text(encoding="utf-8"))


@cache
def _pattern(table: str, name: str) -> re.Pattern[str]:
    """Any word of a list, the longest first; English ones as whole words."""
    told: Any = lists()[table]
    for part in name.split("."):
        told = told[part]
    return _any(told)


def _any(words: Iterable[str]) -> re.Pattern[str]:
    """Any of the words, the longest first."""
    ordered = sorted(words, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(word)}\b" if word.isascii() else re.escape(word) for word in ordered))


def says(quote: str, table: str, name: str = "words") -> bool:
    """Whether a word of the list stands in the quote, whatever its script and case.

    >>> says("輝達永遠供不應求", "always"), says("It is one of the largest banks", "among")
    (True, True)
    """
    return bool(_pattern(table, name).search(plain(quote)))


def places(quote: str, table: str, name: str = "words") -> list[tuple[int, int]]:
    """Where words of the list stand in the quote."""
    return [found.span() for found in _pattern(table, name).finditer(plain(quote))]


@cache
def plain(quote: str) -> str:
    """The quote in simplified characters and lower case, of the same length."""
    return simplified(quote).lower()


def superlatives(quote: str) -> frozenset[str]:
    """The scales on which the quote puts its subject first: largest, fastest; empty for one of many.

    >>> sorted(superlatives("台積電是全球最大的晶圓代工廠")), sorted(superlatives("one of the largest banks"))
    (['largest'], [])
    """
    if says(quote, "among"):
        return frozenset()
    text, found = plain(quote), set[str]()
    for match in _superlatives().finditer(text):
        found.update(name for name, words in lists()["superlatives"].items() if match.group() in words)
    return frozenset(found)


@cache
def _superlatives() -> re.Pattern[str]:
    """Any superlative, the longest first, so that the second largest is not the largest."""
    words = [word for words in lists()["superlatives"].values() for word in words]
    return _any(words)


def aspects(quote: str) -> dict[str, str]:
    """By distinction, the side that the quote takes; a quote that names both sides takes none.

    >>> aspects("China's real GDP grew 5%"), aspects("名目 GDP 成長 4.2%")
    ({'prices': 'real'}, {'prices': 'nominal'})
    """
    found = {
        name: [side for side in sides if says(quote, "aspects", f"{name}.{side}")]
        for name, sides in lists()["aspects"].items()
    }
    return {name: sides[0] for name, sides in found.items() if len(sides) == 1}


def themes(quote: str) -> frozenset[str]:
    """The themes that the quote names, whatever its language.

    >>> themes("The moat is narrowing") == themes("護城河越來越寬")
    True
    """
    return frozenset(name for name in lists()["themes"] if says(quote, "themes", name))


def segment(quote: str) -> str:
    """What stands before a word for a part of a business: 车用解决方案 of 车用解决方案事业; empty where there is none.

    >>> segment("Revenue of the robotics segment doubled"), segment("鸿海旗下的机器人事业收入增长")
    ('robotics', '机器人')
    """
    found = _segments().search(plain(quote))
    zh, en = found.groups("") if found else ("", "")
    zh = re.split("旗下|的", zh)[-1]
    none = lists()["unnamed"]["words"]
    return "" if (zh.endswith(tuple(none)) and zh) or en in none else zh or en


@cache
def _segments() -> re.Pattern[str]:
    words = lists()["segments"]["words"]
    zh, en = (
        "|".join(sorted((re.escape(word) for word in words if word.isascii() is ascii), key=len, reverse=True))
        for ascii in (False, True)
    )
    return re.compile(rf"(?P<zh>[\u4e00-\u9fffa-z]{{2,10}}?)(?:{zh})|(?P<en>[a-z-]+) (?:{en})\b")


_MODELS = re.compile(
    r"(?<![a-z0-9.])(?:[a-z]{1,6}-?\d{1,4}[a-z]{0,2}|\d{3}[a-z]|(?P<node>\d{1,3}) ?(?:nm|奈米|纳米))(?![a-z0-9])"
)
_UNMODEL = re.compile(r"q[1-4]|h[12]|(?:fy|cy)\d+|[1-4]q|[12]h|(?:mx|nv)?fp\d+|[bt]f\d+|u?int\d+")
"""Times, and formats of numbers that any chip computes in."""


def models(quote: str) -> frozenset[str]:
    """The models and generations that the quote tells by letters with digits, or by the size of a process.

    >>> sorted(models("昇腾910B 与 H100")), sorted(models("台積電7奈米")), sorted(models("in FP16, Q4 FY25"))
    (['910b', 'h100'], ['7nm'], [])
    """
    found = {f"{each['node']}nm" if each["node"] else each.group() for each in _MODELS.finditer(plain(quote))}
    return frozenset(one for one in found if not _UNMODEL.fullmatch(one))


def among(quote: str) -> str:
    """Among which the quote puts its subject first: 国内新势力品牌 of 在国内新势力品牌中; empty where it does not say.

    >>> among("在国内新势力品牌中，零跑销量第一"), among("It ranks first among European banks")
    ('国内新势力品牌', 'european banks')
    """
    found = re.search(r"在([\u4e00-\u9fff]{2,16}?)(?:当中|之中|中)|\bamong (?:the )?((?:[a-z-]+ ?){1,3})", plain(quote))
    return (found[1] or found[2] or "").strip() if found else ""


_RECKONED = re.compile(r"[以按][\u4e00-\u9fff]{1,6}?计[算价]?的?")
"""How a number is reckoned: 以美元计的."""


def modifier(quote: str, measures: Iterable[str], names: Iterable[str]) -> str:
    """What stands before the shortest of `measures` in the quote, once `names` and common words are away.

    >>> modifier("Apple's services revenue was $96bn", ["revenue"], ["apple"])
    'services'
    >>> modifier("美团2024年核心本地商业的收入为2502亿元", ["收入"], ["美团"])
    '核心本地商业'
    """
    text = _RECKONED.sub(" ", plain(quote))
    measure = min((word for word in measures if word in text), key=len, default="")
    before = re.split(r"[，,。；;：:()（）]", text[: text.rfind(measure)])[-1] if measure else ""
    for name in sorted(filter(None, names), key=len, reverse=True):
        before = before.replace(name, " ")
    return _last_words(before, measure)


def _last_words(before: str, measure: str) -> str:
    """The word, or the run of characters, that `before` ends in; empty where it is common, or a name stands there."""
    common = lists()["unmodifying"]["words"]
    if measure.isascii():
        last = (re.findall(r"[a-z][a-z-]+|'s|\S", before) or [""])[-1]
        return last if len(last) > 2 and last.isalpha() and last not in common else ""
    run = (re.findall(r"[\u4e00-\u9fff]+$", before) or [""])[0]
    words = tuple(word for word in common if not word.isascii())
    while run.endswith(words):
        run = run.removesuffix(max((word for word in words if run.endswith(word)), key=len))
    while run.startswith(words):
        run = run.removeprefix(max((word for word in words if run.startswith(word)), key=len))
    return run if len(run) > 1 else ""


def content(quote: str) -> frozenset[str]:
    """Words of three letters or more, and pairs of Chinese characters, without the commonest.

    >>> sorted(content("The plant is making chips")), sorted(content("量产芯片"))
    (['chip', 'mak', 'plant'], ['产芯', '芯片', '量产'])
    """
    text = plain(quote)
    words = {_stem(word) for word in re.findall(r"[a-z]{3,}", text)} - set(lists()["common"]["words"])
    runs = re.findall(r"[\u4e00-\u9fff]+", text)
    return frozenset(words | {run[at : at + 2] for run in runs for at in range(len(run) - 1)})


def _stem(word: str) -> str:
    for ending in ("ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) > 2:
            return word.removesuffix(ending)
    return word


def beside(quote: str, start: int, end: int, spans: Iterable[tuple[int, int]], gap: int = 12) -> bool:
    """Whether one of `spans` lies within `gap` characters of the piece of the quote from `start` to `end`."""
    return any(start - gap <= last and first <= end + gap for first, last in spans)
