"""Two numbers that tell one interval: 300-400 亿, between 5 and 8 %, greater than 20 and less than 30."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ingest.figures import ONE, Figure
from ingest.measure_frame import changes_before
from ingest.measure_lexer import Token
from ingest.quantity_draft import Draft
from kg.units import Units

_CONNECTORS = ("hyphen", "tilde", "to", "tolerance")
ARROWS = ("→", "->")
_LINKS = frozenset(("and", "comma", "but"))
_MILLION = Decimal(10**6)
_TEN = 10
_POWERS = (Decimal(10), Decimal(100), Decimal(1000))
_FEW, _WIDE = 20, 4
_BY = (" by ", " by another ", " by a further ")  # up by $1.25 to $18: a difference and a value
_CLAUSE = 60  # characters between a verb of change and its first value, at most
_RAISED = re.compile(
    r"\b(?:(?:raise|lift|increase|expand|cut|lower|reduce|boost|bring|take|move|improve|decline|ease|double|triple|narrow"
    r"|widen|shorten|lengthen|slip|climb|jump|edge|creep|swing|shift|slide|drop|dip|trim|halve|come|go)[sd]?"
    r"|went|gone|came|slipped|dropped|dipped|edged|swung|crept|shot|brought|took|taken"
    r"|rise[sn]?|rose|grow[sn]?|grew|falls?|fell|fallen|gain(?:s|ed)?|surge[sd]?|soar(?:s|ed)?|doubling|tripling"
    r") (?:[^.,;:]|[.,](?=\d))*$"
)


def joined(text: str, run: Sequence[Token], found: Sequence[Draft]) -> list[Draft]:
    """The cores of a run, those that a connector joins as one range."""
    out: list[Draft] = []
    for draft in found:
        both = _join(text, run, out[-1], draft) if out else None
        if both:
            out[-1] = both
        else:
            out.append(draft)
    return out


def _join(text: str, run: Sequence[Token], left: Draft, right: Draft) -> Draft | None:
    if not _may_join(text, run, left, right):
        return None
    right = _in_millions(text, left, right)
    left = _in_tens(text, run, left, right)
    if text[run[left.last].start] in "±+":
        return _within(run, left, right)
    figure, unit = _shared(left, right, told_before=_is_told_before(run, left))
    if figure is None or right.figure.high is None or figure.low >= right.figure.high:
        return None
    first, last = _around(run, left, right)
    return replace(
        left, first=first, last=last, start=min(left.start, run[first].start), end=max(right.end, run[last - 1].end),
        figure=figure, upper=right.figure, unit=unit, stated=left.stated or right.stated,
    )  # fmt: skip


def _is_change(text: str, link: Token, left: Draft, right: Draft) -> bool:
    """38% → 46%: from one value to another."""
    if text[link.start : link.end] not in ARROWS:
        return False
    left.basis, right.basis = "from", "to"
    return True


def _in_millions(text: str, left: Draft, right: Draft) -> Draft:
    """$570m-590m: no metres behind money."""
    if right.unit != "m" or not right.figure.literal or not text[right.start : right.end].isascii():
        return right
    money = left.unit in Units.load() and Units.load()[left.unit].is_money
    return replace(right, figure=right.figure.times(_MILLION), unit="", stated=False) if money else right


def _in_tens(text: str, run: Sequence[Token], left: Draft, right: Draft) -> Draft:
    """六、七十: sixty or seventy."""
    power = _power(text, run[left.last], left, right)
    return replace(left, figure=left.figure.times(power)) if power > 1 else left


def _power(text: str, link: Token, left: Draft, right: Draft) -> Decimal:
    """The power of ten by which two Chinese digits next to each other are told; 0 where they are no such pair."""
    first, next_one = left.figure, right.figure
    alone = not left.unit and first.is_point and next_one.is_point and 0 < first.written < _TEN - 1
    if not alone or text[link.start : link.end] != "、" or first.literal or next_one.literal:
        return Decimal(0)
    power = next_one.written / (first.written + 1)
    return power if power in _POWERS else Decimal(0)


def _within(run: Sequence[Token], middle: Draft, by: Draft) -> Draft | None:
    """46% ± 1.5%: so far to either side."""
    if (middle.unit and middle.unit != by.unit) or by.figure.written >= middle.figure.written:
        return None
    low, high = middle.figure.plus(by.figure.negated()), middle.figure.plus(by.figure)
    return replace(middle, last=by.last, end=by.end, figure=low, upper=high, unit=by.unit, stated=by.stated)


def _may_join(text: str, run: Sequence[Token], left: Draft, right: Draft) -> bool:
    """Whether one connector and nothing else stands between them."""
    between = [token for token in run[left.last : right.first] if "the" not in token]
    if left.is_range or left.basis == "recurrence" or len(between) != 1 or left.end > right.start:
        return False
    if (
        _is_year_before_money(left, right)
        or _is_year_behind_money(text, left, right)
        or _is_change(text, run[left.last], left, right)
    ):
        return False
    connected = (
        bool(_power(text, between[0], left, right))
        or any(sense in between[0] for sense in _CONNECTORS)
        or _is_between(run, left, right, between[0])
    )
    unknown = text[left.end : run[left.last].start].strip()
    return connected and not unknown and not _is_told_apart(text, run, left, right)


def _is_told_apart(text: str, run: Sequence[Token], left: Draft, right: Draft) -> bool:
    return _is_chain(run, left, right) or _is_growth(text, run, left, right)


def _is_between(run: Sequence[Token], left: Draft, right: Draft, link: Token) -> bool:
    """Between A and B, A 与 B 之间."""
    opened = left.first > 0 and "between" in run[left.first - 1]
    closed = right.last < len(run) and "among" in run[right.last]
    return (("and" in link or "comma" in link) and (opened or closed)) or ("or" in link and _are_next(left, right))


def _are_next(left: Draft, right: Draft) -> bool:
    """Two or three."""
    both = left.figure.is_point and right.figure.is_point and right.figure.low < _FEW
    return both and right.figure.low - left.figure.low == 1


def _is_growth(text: str, run: Sequence[Token], left: Draft, right: Draft) -> bool:
    """Grew from 5 to 10, raise output from about 5 to 10: two values, no range."""
    link = next(token for token in run[left.last : right.first] if "the" not in token)
    if "to" in link and text.endswith(_BY, 0, left.start) and right.figure.low > _WIDE * left.figure.low:
        return True
    at = left.first - 1
    while at > 0 and "bound" in run[at]:
        at -= 1
    if at < 0 or "from" not in run[at] or "to" not in link:
        return False
    return (
        changes_before(text, run[at].start)
        or _RAISED.search(text, max(0, run[at].start - _CLAUSE), run[at].start) is not None
    )


_LASTING = ("through", "until", "till", "thru")


def _is_year_before_money(left: Draft, right: Draft) -> bool:
    """Raised spending for fiscal 2026 to $24 billion: the year is no end of the range."""
    literal = left.figure.literal
    year = len(literal) == 4 and literal.startswith(("19", "20")) and not left.stated
    return (
        year
        and right.stated
        and (right.first + 1 < right.last or right.unit == "%")
        and not _shares_scale(left.figure, right.figure)
    )


def _is_year_behind_money(text: str, left: Draft, right: Draft) -> bool:
    """Stays below $60 through 2026: the year tells how long."""
    literal = right.figure.literal
    year = len(literal) == 4 and literal.startswith(("19", "20")) and not right.stated
    return year and left.stated and text[left.end : right.start].strip() in _LASTING


def _is_chain(run: Sequence[Token], left: Draft, right: Draft) -> bool:
    """A telephone or part number: digits on a string of hyphens, or with a zero before them."""
    if "hyphen" not in run[left.last]:
        return False
    following = run[right.last : right.last + 2]
    ahead = len(following) == 2 and "hyphen" in following[0] and "number" in following[1]
    behind = left.first > 1 and "hyphen" in run[left.first - 1] and "number" in run[left.first - 2]
    literals = (left.figure.literal, right.figure.literal)
    return ahead or behind or any(len(text) > 1 and text[0] == "0" and "." not in text for text in literals)


def _is_told_before(run: Sequence[Token], draft: Draft) -> bool:
    """Whether the unit stands before the number, so that one behind it may share it: $5-10, 百分之五到八."""
    is_money = draft.unit in Units.load() and Units.load()[draft.unit].is_money
    return is_money or "share" in run[draft.last - 1]


def _shared(left: Draft, right: Draft, told_before: bool) -> tuple[Figure | None, str]:
    """The left figure with the multiplier of the right one, and the unit of both."""
    units = {draft.unit for draft in (left, right) if draft.stated}
    if len(units) > 1 or (left.stated and not right.stated and not told_before):
        return None, ""
    if _is_bare_share(left) != _is_bare_share(right):
        return None, ""
    figure = left.figure.times(right.figure.scale) if _shares_scale(left.figure, right.figure) else left.figure
    return figure, units.pop() if units else left.unit


def _is_bare_share(draft: Draft) -> bool:
    return draft.unit == "%" and not draft.stated


def _shares_scale(left: Figure, right: Figure) -> bool:
    """3000-4000 亿 shares the 亿; 5000-1 万 does not."""
    mantissa = right.low / right.scale
    return left.scale == ONE and not left.round and right.scale > ONE and left.low <= mantissa


def _around(run: Sequence[Token], left: Draft, right: Draft) -> tuple[int, int]:
    """The tokens of a range, with between, from and 之间."""
    first, last = left.first, right.last
    if first > 0 and ("between" in run[first - 1] or "from" in run[first - 1]):
        first -= 1
    if last < len(run) and "among" in run[last]:
        last += 1
    return first, last


def two_sided(run: Sequence[Token], found: Sequence[Draft]) -> list[Draft]:
    """The drafts, a lower and an upper bound side by side as one interval."""
    out: list[Draft] = []
    for draft in found:
        merged = _merged(run, out[-1], draft) if out else None
        if merged:
            out[-1] = merged
        else:
            out.append(draft)
    return out


def _merged(run: Sequence[Token], left: Draft, right: Draft) -> Draft | None:
    lower, upper = (left, right) if left.bound.startswith(">") else (right, left)
    if left.is_range or right.is_range or not lower.bound.startswith(">") or upper.bound not in ("<", "<="):
        return None
    links = run[left.last : right.first]
    units = {draft.unit for draft in (left, right) if draft.stated}
    if len(links) > 1 or any(_LINKS.isdisjoint(token.senses) for token in links) or len(units) > 1:
        return None
    if upper.figure.high is None or lower.figure.low >= upper.figure.high:
        return None
    return replace(
        left, last=right.last, end=right.end, figure=lower.figure, upper=upper.figure, bound=lower.bound,
        upper_bound=upper.bound, unit=units.pop() if units else "", stated=left.stated or right.stated,
    )  # fmt: skip
