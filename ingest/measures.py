"""Quantities and periods of a text together: conflicts between them settled, and only what says something kept.

Percent, money and everything with a unit of its own beat a date; a date beats a duration or a bare number inside it.
Left out are the generic 一个 and "one", bare numbers such as those of sections and lists, and recurrences without a
number (每天, daily).

>>> from datetime import date
>>> quantities, periods, dropped = find("未来 5 年增长 0.8-1%", date(2025, 3, 1))
>>> [q.span.quote for q in quantities], [p.span.quote for p in periods]
(['0.8-1%'], ['未来 5 年'])
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import NamedTuple

from ingest.lexicons import words
from ingest.measure_lexer import Token, lex
from ingest.measure_lexicon import words_of
from ingest.numerals import combine
from ingest.periods import Resolver, parsed
from ingest.quantities import add, completed, lost
from ingest.quantity_draft import Draft
from ingest.quantity_units import is_count
from kg.model import Dropped, Period, Quantity
from kg.units import Units

YEAR_DIGITS, YEARS = 4, range(1950, 2100)
CHANGE = 8  # characters between the two values of a change
SENTENCE, MANY = 120, 1000  # characters between two counts of one thing, at most; larger numbers stand by themselves
COUNTS = 4  # quantities back to a count that a bare number goes on with
STOPS = re.compile(r"[!?\n]|\.\s")
ELLIPSIS = re.compile(
    r"(?:[.,;)]|$|\s(?:more|in|by|a|last|this|from|to|at|on|are|is|were|was|have|has|had|will|makes?|made|compared|than|and|or|after"
    r"|before|since|for|with|as|until|when|while|so far|already|now|of (?:them|these|those|whom)|[a-z]+ed)(?![\w'-]))"
)
_GROUPED = re.compile(r"\d,\d{3}")  # 8,200: no number of a name
OPENINGS = ("", *"，,。；;！!？?：:「“\n ")
WHEN_BEHIND = ("就", "便", "内", "之内", "里", "的时间", "时间")
_FORMER = re.compile(
    rf"[^()（）,，.。;；\d]{{0,12}}[(（] ?(?:{'|'.join(words('former_openings'))})[:： 为]{{0,2}}", re.IGNORECASE
)
HALFWAY = words("halfway_zh")
PARTING = re.compile("[，,。；;：:、]")


class Measures(NamedTuple):
    """What was found in a text, each list in its order."""

    quantities: list[Quantity]
    periods: list[Period]
    dropped: list[Dropped]


def find(text: str, reference: date | None, *, frame_currency: str | None = "USD") -> Measures:
    """The quantities and periods of `text` that say something, and the damaged numbers that were refused."""
    found = Measures([], [], [])
    resolver = Resolver(text, reference)
    runs = [combine(run) for run in list(lex(text))]
    drafted = [completed(text, tokens, frame_currency) for tokens in runs]
    timed = [parsed(text, tokens) for tokens in runs]
    for tokens, cores, told in zip(runs, drafted, timed, strict=True):
        end = found.quantities[-1].span.end if found.quantities else 0
        drafts = [draft for draft in cores if draft.start >= end]
        periods = list(resolver.periods(told))
        periods = [period for period in periods if not _beaten(text, period, drafts)]
        for draft in drafts:
            told_to = draft.basis == "to" and _goes_on(text, found.quantities, draft)
            told_to = told_to or _counts_on(text, found.quantities, draft) or _is_former(text, found.quantities, draft)
            if (told_to or _tells(text, tokens, draft)) and not _within(draft, periods):
                add(found.quantities, draft.quantity(text), text)
        found.periods.extend(periods)
        found.dropped.extend(lost(text, tokens))
    return found


def _goes_on(text: str, found: Sequence[Quantity], draft: Draft) -> bool:
    """从两千人减为一千四: the end of a change whose first value tells the unit."""
    first = found[-1] if found else None
    near = first is not None and bool(first.unit) and 0 < draft.start - first.span.end < CHANGE and not draft.unit
    return near and first is not None and not PARTING.search(text, first.span.end, draft.start)


def _counts_on(text: str, found: Sequence[Quantity], draft: Draft) -> bool:
    """Opened 14 shops and closed nine: a bare number that counts what the one before it does."""
    first = next((each for each in reversed(found[-COUNTS:]) if is_count(each.unit)), None)
    if first is None or draft.unit or draft.is_range or not 0 < draft.start - first.span.end < SENTENCE:
        return False
    own = first.span.quote.isascii() and draft.figure.written > 1 and not draft.figure.fraction
    alone = ELLIPSIS.match(text, draft.end) and not STOPS.search(text, first.span.end, draft.start)
    return (
        bool(own and alone and not _is_year_like(draft) and not _is_label(text, draft.start))
        and draft.figure.scale < MANY
    )


def _is_year_like(draft: Draft) -> bool:
    return len(draft.figure.literal) == YEAR_DIGITS and draft.figure.literal.startswith(("19", "20"))


def _is_former(text: str, found: Sequence[Quantity], draft: Draft) -> bool:
    """38 (was 46): the value before, in the unit of the one that it stands behind."""
    last = found[-1] if found else None
    if last is None or draft.unit or not _FORMER.fullmatch(text, last.span.end, draft.start):
        return False
    draft.unit, draft.stated = last.unit, True
    return True


def _overlapping(period: Period, drafts: Sequence[Draft]) -> Iterator[Draft]:
    return (draft for draft in drafts if draft.start < period.span.end and period.span.start < draft.end)


def _beaten(text: str, period: Period, drafts: Sequence[Draft]) -> bool:
    """Whether what looks like a date is a share, money or another quantity with a unit of its own."""
    return _is_length(text, period) or any(_is_firm(text, draft, period) for draft in _overlapping(period, drafts))


def _is_length(text: str, period: Period) -> bool:
    """库存不到六周 is how long it lasts; 不到六周就, and 不到六周， at the opening of a clause, is when."""
    if not period.span.quote.startswith("不到") or text.startswith(WHEN_BEHIND, period.span.end):
        return False
    opens = text[max(0, period.span.start - 1) : period.span.start] in OPENINGS
    return not (opens and text.startswith(("，", ","), period.span.end))


def _is_year(text: str, draft: Draft, period: Period) -> bool:
    """By 2030 data centers: a year behind words that date, no count of what follows."""
    end = draft.start + YEAR_DIGITS
    year = text[draft.start : end]
    return period.span.start < draft.start and period.span.end == end and year.isdigit() and int(year) in YEARS


def _is_firm(text: str, draft: Draft, period: Period) -> bool:
    if _is_year(text, draft, period):
        return False
    inside = (
        period.span.start <= draft.start
        and draft.end <= period.span.end
        and len(period.span.quote) > draft.end - draft.start
    )
    if inside and not (draft.unit == "%" or draft.implied or _is_money(draft.unit)):
        return False
    if draft.figure.fraction and not draft.is_range:
        return period.span.quote == text[draft.start : draft.end]
    return (
        bool(draft.unit)
        and not _is_time(draft.unit)
        and (draft.stated or draft.implied)
        and draft.end > period.span.end - 1
    )


def _is_money(unit: str) -> bool:
    return unit in Units.load() and Units.load()[unit].is_money


def _is_time(unit: str) -> bool:
    return unit in Units.load() and Units.load()[unit].dimension == "time"


def _within(draft: Draft, periods: Sequence[Period]) -> bool:
    return any(draft.start < period.span.end and period.span.start < draft.end for period in periods)


def _tells(text: str, run: Sequence[Token], draft: Draft) -> bool:
    """Whether the quantity says more than that there is something."""
    if _is_at_once(text, draft) or _is_halfway(text, draft):
        return False
    if not draft.bound and draft.figure.scale == 1 and (_is_label(text, draft.start) or _is_name(text, draft)):
        return False
    if draft.basis == "recurrence":
        return not (draft.figure.written == 1 or draft.first + 1 == draft.last) or any(
            c.isdigit() for c in text[draft.start : draft.end]
        )
    if not draft.stated and not draft.implied:
        reached = draft.basis in ("to", "from") and not _is_year_like(draft)
        grouped = _GROUPED.search(text, draft.start, draft.end) is not None
        told = reached or grouped or draft.figure.scale >= MANY
        return told or bool(draft.bound or draft.figure.fraction or draft.unit)
    return bool(draft.rates) or not _is_generic(text, run, draft)


def _is_at_once(text: str, draft: Draft) -> bool:
    """日元一回升: 一 behind the name of a currency is no amount, but as soon as."""
    said = text[draft.start : draft.end]
    return len(said) > 1 and said.endswith("一") and _is_money(draft.unit)


def _is_halfway(text: str, draft: Draft) -> bool:
    """开到一半: in the middle of doing it."""
    return text[draft.start : draft.end] == "一半" and text[: draft.start].endswith(HALFWAY)


def _is_label(text: str, start: int) -> bool:
    """Section 3, 图 4: the number of a place."""
    before = _LAST_WORD.search(text, max(0, start - 12), start)
    return before is not None and before[1].lower() in _labels()


def _is_name(text: str, draft: Draft) -> bool:
    """Three Mile, Seven Sisters: number and noun both with a capital."""
    first, _, rest = text[draft.start : draft.end].partition(" ")
    return first.isalpha() and first.istitle() and rest.istitle() and first.isascii() and len(rest) > 3


_LAST_WORD = re.compile(r"([A-Za-z]+|[\u4e00-\u9fff]{1,2})[ .]{0,2}$")


@cache
def _labels() -> frozenset[str]:
    return frozenset(words_of("label"))


def _is_generic(text: str, run: Sequence[Token], draft: Draft) -> bool:
    """一个, 一家公司, one company: an article, no count."""
    if draft.is_range or draft.bound:
        return False
    word = next((text[t.start : t.end] for t in run[draft.first : draft.last] if "number" in t), "")
    if word.lower() not in ("一", "one"):
        return False
    return not (draft.unit in Units.load() and Units.load()[draft.unit].dimension != "count")
