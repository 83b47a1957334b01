"""The grammar of quantities: from the tokens of one run to drafts.

    quantity := [every unit] [bound filler*] value [rate] [after]
    value    := core | core to core | between core and core
    core     := [currency] number [unit | currency | classifier noun]
    rate     := ("/" | per | a | 每) unit

What two numbers of a range share is told once, at the right or at the left: multiplier, unit, currency, percent.
"""

from __future__ import annotations

from collections.abc import Sequence

from ingest.measure_lexer import Token
from ingest.quantity_bounds import bind, per_before
from ingest.quantity_cores import cores
from ingest.quantity_draft import Draft
from ingest.quantity_ranges import joined, two_sided


def drafts(text: str, run: Sequence[Token]) -> list[Draft]:
    """The quantities of one run whose numerals are combined, in order."""
    out: list[Draft] = []
    for draft in joined(text, run, cores(text, run)):
        end = out[-1] if out else None
        if end is None or (draft.first >= end.last and draft.start >= end.end):
            bind(text, run, draft, floor=end.last if end else 0)
            if end and per_before(run, end, draft):
                out.pop()
            out.append(draft)
    return two_sided(run, out)
