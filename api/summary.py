"""What a store holds, and what became of the articles of a run, in a few lines worth reading."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, get_args

from api.intake import Status, Tally
from api.render import plain, tidy
from queries import Counted, Head, Summary
from queries import plain as values

MOST_REASONS = 6
MOST_NAMED = 6


def as_text(tally: Tally, found: Summary, seconds: float, gone: Sequence[Head] = ()) -> str:
    """A short report; `gone` are articles that were not found again.

    >>> run = Tally()
    >>> print(as_text(run, Summary(articles=0, kinds={}, entities=(), dropped={}), 0.2), end="")
    articles     none looked at, in 0.2 s; the store holds 0
    claims       none
    """
    rows = [
        ("articles", f"{_outcomes(tally)}, in {seconds:.1f} s; the store holds {found.articles:,}"),
        ("claims", _kinds(found)),
        ("spoken of", ", ".join(map(_spoken_of, found.entities))),
        ("dropped", _dropped(found.dropped)),
        ("undated", _undated(tally.undated)),
        ("gone", _gone(gone)),
    ]
    return plain(["articles   ", ""], [row for row in rows if row[1]]).partition("\n")[2]


def _outcomes(tally: Tally) -> str:
    counts = ((tally.counts[status], status) for status in get_args(Status))
    return _listed(f"{number:,} {status}" for number, status in counts if number) or "none looked at"


def _kinds(found: Summary) -> str:
    if not found.claims:
        return "none"
    kinds = _listed(f"{number:,} {kind}{'s' * (number > 1)}" for kind, number in found.kinds.items())
    return f"{found.claims:,}: {kinds.replace('causals', 'causal')}"


def _spoken_of(counted: Counted) -> str:
    labels = counted.entity.labels
    return f"{tidy(labels[0] if labels else counted.entity.id)} {counted.mentions:,}"


def _dropped(reasons: Mapping[str, int]) -> str:
    if not reasons:
        return ""
    shown = [f"{number:,} {tidy(reason)}" for reason, number in list(reasons.items())[:MOST_REASONS]]
    rest = sum(list(reasons.values())[MOST_REASONS:])
    return f"{sum(reasons.values()):,}: {_listed([*shown, *([f'{rest:,} for other reasons'] if rest else [])])}"


def _undated(names: Sequence[str]) -> str:
    if not names:
        return ""
    more = f" and {len(names) - MOST_NAMED:,} more" if len(names) > MOST_NAMED else ""
    shown = _listed(tidy(name) for name in names[:MOST_NAMED])
    return f'{shown}{more}; "next year" has no year there: say when they were published with --published'


def _gone(heads: Sequence[Head]) -> str:
    if not heads:
        return ""
    ids = [shlex.quote(tidy(head.id, "")) for head in heads[:MOST_NAMED]]
    more = ", and others that --format json lists" if len(heads) > MOST_NAMED else ""
    number = f"{len(heads):,} article{'s' * (len(heads) > 1)} read from here earlier"
    return f"{number}, no longer found{more}; to leave out: kg remove {' '.join(ids)}"


def _listed(parts: Iterable[str]) -> str:
    return ", ".join(parts)


def as_json(tally: Tally, found: Summary, gone: Iterable[Head] = ()) -> dict[str, Any]:
    """The same as plain values: outcomes of this run, and what the store holds now."""
    return {
        "run": {status: tally.counts[status] for status in get_args(Status)},
        "articles": found.articles,
        "claims": found.claims,
        "kinds": dict(found.kinds),
        "entities": [values.entity(one) for one in found.entities],
        "dropped": dict(found.dropped),
        "undated": list(tally.undated),
        "gone": [{"id": head.id, "path": head.path} for head in gone],
    }
