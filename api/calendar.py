"""Predictions as a calendar: an all-day event on the day that each comes due (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from queries.ledger import Prediction

LONGEST = 75
"""Octets of a line at most, its end not counted (RFC 5545, 3.1)."""


def calendar(found: Iterable[Prediction], today: date) -> str:
    """The calendar; predictions without a day, and those that are resolved, are left out.

    Its stamps are those of `today`, its UIDs are stable.

    >>> calendar([], date(2026, 1, 1)).splitlines()[:2]
    ['BEGIN:VCALENDAR', 'VERSION:2.0']
    """
    events = [line for one in found if one.due and not one.resolution for line in _event(one, one.due, today)]
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Claimgraph//predictions//EN", *events, "END:VCALENDAR"]
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(one: Prediction, due: date, today: date) -> list[str]:
    claim, head = one.found.claim, one.found.head
    told = ", ".join(filter(None, (one.found.who, head.title, str(head.published or "")[:10])))
    return [
        "BEGIN:VEVENT",
        f"UID:{claim.id}@claimgraph",
        f"DTSTAMP:{today:%Y%m%d}T000000Z",
        f"DTSTART;VALUE=DATE:{due:%Y%m%d}",
        f"DTEND;VALUE=DATE:{due + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{escaped(claim.span.quote)}",
        f"DESCRIPTION:{escaped(f'{told}; date {one.sure}, {claim.modality}')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def escaped(text: str) -> str:
    r"""Text as a value (RFC 5545, 3.3.11): control characters out, line ends as `\n`.

    >>> escaped("a, b; c\nd")
    'a\\, b\\; c\\nd'
    """
    lines = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").splitlines()
    return "\\n".join("".join(sign for sign in line if sign.isprintable()) for line in lines)


def folded(line: str) -> str:
    r"""A line in pieces of at most 75 octets, no character cut, each further piece after a space.

    >>> [len(piece.encode()) for piece in folded("SUMMARY:" + "市" * 60).split("\r\n")]
    [74, 73, 43]
    """
    pieces, size = [""], 0
    for sign in line:
        width = len(sign.encode())
        if size + width > LONGEST:
            pieces.append(" ")
            size = 1
        pieces[-1] += sign
        size += width
    return "\r\n".join(pieces)
