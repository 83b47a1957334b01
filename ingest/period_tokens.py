"""Tokens as the grammar of periods sees them: what a number can be in a date, and which words are no time here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from ingest.calendar import GRAINS
from ingest.dates import Day, day, full_year, told
from ingest.figures import Figure
from ingest.measure_lexer import Senses, Token

_NOUN_BEHIND = re.compile(
    r" (?!(?:and|or|to|from|through|at|between|until|till|with|for|by|of|in|on|is|was|will|as|but|so)\b)[a-z]"
)
_SEPARATORS = re.compile(r"[-./]")
_COUNTED = frozenset(
    (
        "unit",
        "currency",
        "scale",
        "classifier",
        "tenfold",
        "myriad",
        "percent_point_zh",
        "number",
        "letter",
        "tenth_zh",
        "card",
    )
)
_COUNTING = frozenset(("currency", "bound", "unit", "plus", "minus", "number"))
_LISTING = frozenset(("comma", "and", "or"))
_YEARS = frozenset(("year4", "year2", "decade2"))
_YEAR_CUES = frozenset(
    (
        "at_zh",
        "edge",
        "from",
        "to",
        "between",
        "in",
        "of",
        "part",
        "half_of",
        "quarter",
        "fiscal_mark",
        "part_code",
        "hyphen",
        "tilde",
    )
)
_DAY_CUES = frozenset(
    ("weekday", "shift", "between", "clock", "clock_part", "numeric_date", "day_literal", "month_day")
)
_DECADE_CUES = frozenset(("the", "part", "apostrophe"))
_YEAR_PARTS = frozenset(("part_behind", "part_code", "quarter_zh", "fiscal_zh", "season", "yr"))

_DATED = frozenset(("number", "ordinal_number", "numeric_date", "vague_word", "now", "month_name", "weekday", "unit"))

_AHEAD, _ENDS = 2, frozenset(("month_name", "the", "part", "number"))  # what the year to June goes up to
INSIDE = "年内"
_COUNTS = frozenset("多余数几干财同当学每全整半来")
_TELLING = frozenset(("number", "period_word", "past", "future", "shift", "these", "first", "yr", "nian", "year4"))
_MODAL = {"may", "march", "mar", "mon", "tue", "wed", "thu", "fri", "sat", "sun"}
_BESIDE_MONTH = frozenset(
    ["number", "ordinal_number", "nth", "in_time", "of", "shift", "part", "part_behind", "comma", "slash", "weekday"]
) | frozenset(["edge", "every", "at", "to", "from", "between", "the"])


def prepared(text: str, run: Sequence[Token]) -> list[Token]:
    """The run with the date senses of its numbers; months and weekdays that are other words here lose that sense."""
    tokens = [_seen(text, run, at) for at in range(len(run))]
    _tell_years(text, tokens)
    _tell_days(text, tokens)
    return _inside_years(text, _yearly(_spans(tokens)))


def _inside_years(text: str, tokens: list[Token]) -> list[Token]:
    """年内 without a count before it is inside the year of writing."""
    out: list[Token] = []
    for token in tokens:
        year = out[-1] if out else None
        inside = year and "within_zh" in token and text[year.start : token.end] == INSIDE and year.end == token.start
        if not (year and inside) or text[max(0, year.start - 1) : year.start] in _COUNTS or _is_told(text, out):
            out.append(token)
        else:
            out[-1] = Token(year.start, token.end, {"period_word": "year 0"}, year.tight)
    return out


def _is_told(text: str, tokens: Sequence[Token]) -> bool:
    """Before the last of them, with no more than a space between, stands what tells which year, or how many."""
    before = tokens[-2:-1]
    beside = bool(before) and not text[before[0].end : tokens[-1].start].strip()
    return beside and not _TELLING.isdisjoint(before[0].senses)


def _yearly(tokens: list[Token]) -> list[Token]:
    """The year to June is one year: a token of no width says so."""
    out: list[Token] = []
    for at, token in enumerate(tokens):
        before, after = tokens[at - 1 : at], tokens[at + 1 : at + 3]
        up_to = len(after) == _AHEAD and "to" in after[0] and not _ENDS.isdisjoint(after[1].senses)
        if token.senses.get("time") in ("year", "half") and up_to and before and "the" in before[0]:
            out.append(Token(token.start, token.start, {"number": Figure.of(1)}))
        out.append(token)
    return out


def _seen(text: str, run: Sequence[Token], at: int) -> Token:
    token = run[at]
    if "past" in token and "first" in token and _counts_months(run, at + 1):
        return _without(token, {"past"})  # 前四个月 are the first of the year
    if _DATED.isdisjoint(token.senses):
        return token
    if "number" in token or "ordinal_number" in token:
        return _with_date_senses(text, token)
    if "numeric_date" in token:
        literal = _literal(token["numeric_date"], _is_chinese(text))
        return Token(token.start, token.end, {"day_literal": literal} if literal else {}, token.tight)
    return _dated(_sifted(text, run, at))


def _dated(sifted: Token) -> Token:
    """With the dates that a month, a weekday or a unit of time tells."""
    if "month_name" in sifted:
        return _with(sifted, told(Day(month=sifted["month_name"])))
    if "weekday" in sifted:
        return _with(sifted, told(Day(weekday=sifted["weekday"])))
    units = sifted.senses.get("unit", ())
    is_time = len(units) == 1 and "time" not in sifted and units[0] in GRAINS
    return _with(sifted, {"time": units[0]}) if is_time else sifted


def _with(token: Token, more: Senses) -> Token:
    return Token(token.start, token.end, {**token.senses, **more}, token.tight)


def _is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text[:400])


def _literal(written: str, chinese: bool) -> Day | None:
    """2020-12-1, 12/1/2020 (month first in English, day first in Chinese texts), 23.04.2022."""
    a, b, c = (int(part) for part in _SEPARATORS.split(written))
    if a > 31:
        return day(a, b, c) or day(a, c, b)
    year = c if c > 99 else full_year(c)
    dotted = "." in written
    first, second = (b, a) if chinese or dotted else (a, b)
    return day(year, first, second) or day(year, second, first)


def _tell_years(text: str, tokens: list[Token]) -> None:
    """Marks the numbers that are years without a word for it: 2026, 25 年."""
    for at in range(len(tokens) - 1, -1, -1):
        token = tokens[at]
        if _YEARS.isdisjoint(token.senses):
            continue
        before = tokens[at - 1].senses if at else {}
        after = tokens[at + 1].senses if at + 1 < len(tokens) else {}
        if "year4" in token and "nian" not in after and _is_bare_year(text, token, before, after):
            senses = {**token.senses, "yr": token["year4"], **told(Day(token["year4"]))}
            tokens[at] = Token(token.start, token.end, senses, token.tight)
        elif "year2" in token and "nian" in after and _is_short_year(text, tokens, at, before):
            tokens[at] = Token(token.start, token.end, {**token.senses, "year2_told": token["year2"]}, token.tight)
        decade = "year4" in token or ("decade2" in token and not _DECADE_CUES.isdisjoint(before))
        if decade and "unit" in after and text[token.end : token.end + 1] == "s" and tokens[at + 1].tight:
            tokens[at + 1] = Token(tokens[at + 1].start, tokens[at + 1].end, {"decade_s": True}, True)


def _tell_days(text: str, tokens: list[Token]) -> None:
    """Takes a fraction for a month and a day only where it can hardly be anything else."""
    for at, token in enumerate(tokens):
        if "currency" in token and at + 1 < len(tokens):
            tokens[at + 1] = _without(tokens[at + 1], {"small", "year2", "nth"})
        if "month_day" in token and not _is_month_day(text, tokens, at):
            tokens[at] = _without(token, {"month_day"})


def _without(token: Token, lost: set[str]) -> Token:
    return Token(token.start, token.end, {s: v for s, v in token.senses.items() if s not in lost}, token.tight)


def _is_month_day(text: str, tokens: Sequence[Token], at: int) -> bool:
    above, below = tokens[at]["month_day"]
    if not (0 < above <= 31 and 0 < below <= 31 and min(above, below) <= 12):
        return False
    written = text[tokens[at].start : tokens[at].end]
    beside = [tokens[i].senses for i in (at - 1, at + 1) if 0 <= i < len(tokens)]
    cued = any(not _DAY_CUES.isdisjoint(senses) for senses in beside)
    return cued or written[0] == "0" or "/0" in written or above >= below or max(above, below) > 12


def _is_cell(text: str, token: Token) -> bool:
    """It fills a cell of a table."""
    before, after = (
        text[max(0, token.start - 2) : token.start].rstrip(" ")[-1:],
        text[token.end : token.end + 2].lstrip(" ")[:1],
    )
    return before + after in ("\t\t", "\t\n", "||", "\t")


def _is_bare_year(text: str, token: Token, before: Senses, after: Senses) -> bool:
    cued = not _YEAR_CUES.isdisjoint(before)
    if _is_cell(text, token) or text[token.end - 1].isalpha():
        return 1900 <= int(token["year4"]) <= 2099
    if (
        not (1900 <= token["year4"] <= 2099 or (cued and 1500 <= token["year4"] < 2200))
        or not _COUNTED.isdisjoint(after)
        or not _COUNTING.isdisjoint(before)
    ):
        return False
    listed = not _LISTING.isdisjoint(after)
    beside = text[token.end : token.end + 1], text[max(0, token.start - 1) : token.start]
    chinese = any("\u4e00" <= letter <= "\u9fff" for letter in beside)
    return not chinese or cued or not _YEAR_PARTS.isdisjoint(after) or (listed and "yr" in after)


def _is_short_year(text: str, tokens: Sequence[Token], at: int, before: Senses) -> bool:
    """25 年 is a year behind 在 or before a month, and a duration before 的, 内, 后, 前."""
    behind = tokens[at + 2].senses if at + 2 < len(tokens) and tokens[at + 1].end == tokens[at + 2].start else {}
    if not _YEAR_PARTS.isdisjoint(behind) or ("small" in behind and at + 3 < len(tokens) and "yue" in tokens[at + 3]):
        return True
    following = text[tokens[at + 1].end : tokens[at + 1].end + 1]
    cue = "at_zh" in before or text[max(0, tokens[at].start - 2) : tokens[at].start].strip()[-1:] in (
        "在",
        "到",
        "自",
        "从",
        "于",
        "至",
    )
    return cue and following not in "的内后前多来间里以之左上" and 10 <= tokens[at]["year2"] < 60


def _spans(tokens: list[Token]) -> list[Token]:
    """Two numbers with a connector before a word of time, as one: 2-3 年, two to three years."""
    out: list[Token] = []
    for token in tokens:
        out.append(token)
        if ("time" not in token and "classifier" not in token) or len(out) < 4:
            continue
        left, link, right = out[-4], out[-3], out[-2]
        if (
            not {"to", "hyphen", "tilde", "or"}.isdisjoint(link.senses)
            and _is_count(left)
            and _is_count(right)
            and left["number"].low < right["number"].low
        ):
            figure = left["number"]._replace(high=right["number"].high, literal="")
            out[-4:-1] = [Token(left.start, right.end, {"number": figure}, left.tight)]
    return out


def _is_count(token: Token) -> bool:
    return "number" in token and token["number"].is_point and "yr" not in token


def _sifted(text: str, run: Sequence[Token], at: int) -> Token:
    token = run[at]
    if "vague_word" in token and "past" in token and at + 1 < len(run) and "number" in run[at + 1]:
        return _without(token, {"vague_word"})  # 最近两周 is counted
    sense = "month_name" if "month_name" in token else "weekday"
    if "now" in token and text[token.start : token.end] == "NOW":
        return Token(token.start, token.end, {}, token.tight)
    if sense not in token:
        return token
    word = text[token.start : token.end]
    if word.lower() not in _MODAL or _is_date_word(text, run, at):
        return token
    senses = {other: value for other, value in token.senses.items() if other != sense}
    return Token(token.start, token.end, senses, token.tight)


def _counts_months(run: Sequence[Token], at: int) -> bool:
    """A number, and months or quarters behind it."""
    if at + 1 >= len(run) or "number" not in run[at]:
        return False
    return any(run[i].senses.get("time") in ("month", "quarter") for i in range(at + 1, min(at + 3, len(run))))


def _is_date_word(text: str, run: Sequence[Token], at: int) -> bool:
    """May before or behind a number, or with a capital behind a preposition."""
    beside = [run[i] for i in (at - 1, at + 1) if 0 <= i < len(run)]
    numeric = any({"number", "ordinal_number", "slash"} & token.senses.keys() for token in beside)
    capital = text[run[at].start].isupper()
    alone = len(run) == 1 and not text[: run[at].start].strip()
    paired = at > 1 and "and" in run[at - 1] and "month_name" in run[at - 2]
    introduced = paired or (at > 0 and not _BESIDE_MONTH.isdisjoint(run[at - 1].senses))
    followed = at + 1 < len(run) and not {"to", "hyphen", "shift", "apostrophe"}.isdisjoint(run[at + 1].senses)
    return (
        numeric
        or (capital and (introduced or followed) and not alone)
        or (introduced and at > 0 and "shift" in run[at - 1])
    )


def _with_date_senses(text: str, token: Token) -> Token:
    senses: dict[str, Any] = dict(token.senses)
    if "ordinal_number" in senses and 1 <= senses["ordinal_number"] <= 100:
        senses["nth"] = int(senses["ordinal_number"])
        if text[token.start].isdigit() and not _NOUN_BEHIND.match(text, token.end):
            senses["nth_day"] = senses["nth"]
    figure: Figure | None = senses.get("number")
    if figure:
        _add_number(text[token.start : token.end].rstrip("AEF"), figure, senses)
    return Token(token.start, token.end, senses, token.tight)


def _add_number(written: str, figure: Figure, senses: dict[str, Any]) -> None:
    _add_pair(figure.literal, senses)
    value = figure.written
    if not figure.is_point or value != int(value) or value < 0 or figure.fraction:
        return
    number, literal = int(value), figure.literal.isdigit()
    if number < 100 and figure.scale == 1 and (literal or not figure.round):
        senses["small"] = number
        if written[0].isalpha() and written.isascii():
            senses["small_word"] = number
    if _is_year(written, number, literal, figure):
        senses["year4"] = number
    if literal or (len(written) == 2 and number < 100):
        senses |= _of_length(written, number)


def _add_pair(literal: str, senses: dict[str, Any]) -> None:
    """What two numbers with a sign between them may be: 5/12, 2024/25, 7.06."""
    above, slash, below = literal.partition("/")
    if slash and above.isdigit() and below.isdigit():
        if len(above) == 4 and above[0] in "12" and below == str(int(above) + 1)[2:]:
            senses["year_pair"] = int(above)
        else:
            senses["month_day"] = (int(above), int(below))
    left, point, right = literal.partition(".")
    if point and len(literal) <= 5 and left.isdigit() and right.isdigit():
        senses["dotted"] = (int(left), int(right), right)


def _of_length(written: str, number: int) -> dict[str, Any]:
    """What digits of this length may be: 25, the 80 of the 80s, 0730, 20260131."""
    if len(written) == 2:
        decade = number >= 20 and number % 10 == 0 and written.isdigit()
        return {"year2": number, "decade2": number} if decade else {"year2": number}
    if len(written) == 4 and written[0] == "0" and number % 100 < 60 and number < 2400:
        return {"military": number}
    return {"ymd8": written} if len(written) == 8 else {}


def _is_year(written: str, number: int, literal: bool, figure: Figure) -> bool:
    if not 1000 <= number <= 2999:
        return False
    spelt = written.replace(" ", "")
    digits = len(spelt) == 4 and (literal or not spelt[0].isascii())
    return digits or (written[0].isalpha() and written.isascii() and 1100 <= number <= 2100 and figure.scale == 1)
