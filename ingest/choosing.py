"""Which metric a proposition is about, of those that anything speaks for: a conditional logit with few weights.

Each candidate is judged by what speaks for it: the words that name it or move it, a verb with its number, the subject,
the metric of the clause before, and what the wording suggests. The weights stand in `choosing.toml`, one a reason, and
`python -m tests.training` fits them (McFadden, Conditional logit analysis of qualitative choice behavior, 1974).

>>> shortage = Case(signs={"supply": {"named": 3.0}}, wording={"supply": -1.0, "none": -2.0})
>>> choose(shortage)
'supply'
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from typing import NamedTuple

from ingest.lexicons import DATA
from ingest.wording import NOTHING

FILE = DATA / "choosing.toml"
LIKELY = 6  # metrics that the wording suggests most are candidates
LEAST = -3.0  # what wording tells against a metric counts no further down
PLAIN = 2.2  # more than this, and a metric is named by a word of its own that is no aside
STRONG = 1.0  # more than this, and a word tells the metric for itself
DIRECT = ("named", "move")
KINDS = (*DIRECT, "meant", "topic", "before")
Signs = Mapping[str, Mapping[str, float]]


class Case(NamedTuple):
    """What speaks for which metric: signs by their kind, the wording, the metrics of sentence and paragraph before."""

    signs: Signs
    wording: Mapping[str, float]
    sentence: str | None = None
    paragraph: str | None = None
    vague: frozenset[str] = frozenset()  # metrics whose words mostly describe others, or judge


def choose(case: Case) -> str | None:
    """The metric with the most to be said for it; None where nothing is more likely."""
    weights = fitted()
    scores = {
        metric: sum(weights.get(name, 0.0) * x for name, x in reasons(case, metric)) for metric in candidates(case)
    }
    best = max(scores, key=lambda metric: scores[metric])
    return None if best == NOTHING else best


def candidates(case: Case) -> list[str]:
    """What anything speaks for, in a fixed order; what only the wording does where no word tells a metric plainly."""
    plain = any(told.get(kind, 0.0) > PLAIN for told in case.signs.values() for kind in DIRECT)
    likely = [] if plain else sorted(case.wording, key=lambda metric: (-case.wording[metric], metric))[:LIKELY]
    before = [metric for metric in (case.sentence, case.paragraph) if metric]
    return list(dict.fromkeys([*case.signs, *before, *likely, NOTHING]))


def reasons(case: Case, metric: str) -> Iterable[tuple[str, float]]:
    """What speaks for the metric or against it, by name, and how much of it there is."""
    own = case.signs.get(metric, {})
    yield "wording", max(case.wording.get(metric, 2 * LEAST), LEAST)
    for name, strength in own.items():
        yield name, strength
        if name in DIRECT:
            yield f"{name}_at_all", 1.0
    if metric in case.vague:
        yield "vague", 1.0
        yield "vague_named", float("named" in own)
    if metric == _strongest(case.signs):
        yield "strongest", 1.0
    if own.get("named", 0.0) > PLAIN and sum(told.get("named", 0.0) > PLAIN for told in case.signs.values()) == 1:
        yield "only_one_named", 1.0
    if metric == case.sentence:
        yield "sentence", 1.0
        yield "sentence_alone", float(not _told(case.signs))
    if metric == case.paragraph:
        yield "paragraph", 1.0
    if metric == NOTHING:
        yield "nothing", 1.0
        yield "nothing_for_all_signs", float(bool(case.signs))


def _strongest(signs: Signs) -> str | None:
    best = {metric: max(told.get(kind, 0.0) for kind in KINDS) for metric, told in signs.items()}
    return max(best, key=lambda metric: best[metric], default=None)


def _told(signs: Signs) -> bool:
    """Whether a word tells a metric for itself."""
    return any(told.get(name, 0.0) > STRONG for told in signs.values() for name in DIRECT)


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the reasons."""
    return {name: float(weight) for name, weight in tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"].items()}
