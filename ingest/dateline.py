"""The date of an article, as front matter or a line of its own tells it; never a date inside prose."""

from __future__ import annotations

import re
from datetime import date

_NAMES = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?", "july?", "aug(?:ust)?",
    "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)  # fmt: skip
_MONTHS = {name[:3]: number for number, name in enumerate(_NAMES, 1)}
_NAME = rf"(?P<{{}}>{'|'.join(_NAMES)})\.?"
_DAY = r"(?P<{}>\d{{1,2}})(?:st|nd|rd|th)?"
_FORMS = (
    r"(?P<y1>\d{4})\s*[-/.]\s*(?P<m1>\d{1,2})\s*[-/.]\s*(?P<d1>\d{1,2})(?!\d)",
    r"(?P<y2>\d{4})\s*年\s*(?P<m2>\d{1,2})\s*月\s*(?P<d2>\d{1,2})\s*[日号號]?",
    rf"{_NAME.format('m3')}\s*{_DAY.format('d3')}\s*,?\s*(?P<y3>\d{{4}})(?!\d)",
    rf"{_DAY.format('d4')}\s*(?:of\s+)?{_NAME.format('m4')}\s*,?\s*(?P<y4>\d{{4}})(?!\d)",
    r"(?P<y5>\d{4})(?P<m5>\d{2})(?P<d5>\d{2})(?!\d)",
)
_MONTH_FORMS = (
    r"(?P<y6>\d{4})\s*[-/.年]\s*(?P<m6>\d{1,2})\s*月?(?!\d)",
    rf"{_NAME.format('m7')}\s*,?\s*(?P<y7>\d{{4}})(?!\d)",
)
_TIME = (
    r"(?:[T\s,，]*(?:上午|下午|at\s+)?\d{1,2}[:：]\d{2}(?:[:：]\d{2}(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:\s*(?:z|utc|gmt|cst|est|edt|pst|pdt|et|[+-]\d{2}:?\d{2}))?)?"
)
_WEEKDAY = (
    r"(?:(?:星期|周|週|礼拜)[一二三四五六日天]|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?)"
)


def _whole(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A date in one of the forms, with weekday and time of day if they are told."""
    day = rf"(?:{_WEEKDAY}\s*,?\s*)?(?:{'|'.join(forms)})"
    weekday = rf"\s*[,，(（]?\s*(?:{_WEEKDAY})?\s*[)）]?"
    return re.compile(rf"{day}{weekday}{_TIME}{weekday}", re.IGNORECASE)


_FULL_DATE, _ANY_DATE = _whole(_FORMS), _whole((*_FORMS, *_MONTH_FORMS))


def read_date(words: str) -> date | None:
    """The date that `words` are, a month alone being its first day; None if they are no date.

    ValueError when they have the form of a date that does not exist.

    >>> read_date("2025-01-03T09:00:00Z"), read_date("Jan 3rd, 2025"), read_date("2025年1月"), read_date("soon")
    (datetime.date(2025, 1, 3), datetime.date(2025, 1, 3), datetime.date(2025, 1, 1), None)
    """
    found = _ANY_DATE.fullmatch(words.strip())
    return _date(found) if found else None


def lone_date(words: str) -> date | None:
    """The date that `words` are, told to the day; None for anything else, dates that do not exist too.

    >>> lone_date("Friday, 3 January 2025 09:21"), lone_date("2025-02-30"), lone_date("In 2025 it rose")
    (datetime.date(2025, 1, 3), None, None)
    """
    found = _FULL_DATE.fullmatch(words.strip())
    try:
        return _date(found) if found else None
    except ValueError:
        return None


def last_date(words: str) -> date | None:
    """The date that `words` end in, told to the day.

    >>> last_date("Jane Doe, Jan 3, 2025")
    datetime.date(2025, 1, 3)
    """
    found = next((match for match in _FULL_DATE.finditer(words) if match.end() == len(words.rstrip())), None)
    return lone_date(found.group()) if found else None


def _date(found: re.Match[str]) -> date:
    parts = {name[0]: value for name, value in found.groupdict().items() if value}
    month = parts["m"]
    number = int(month) if month.isdigit() else _MONTHS[month[:3].lower()]
    return date(int(parts["y"]), number, int(parts.get("d", 1)))
