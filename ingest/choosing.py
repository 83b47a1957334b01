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
from math import exp
from typing import NamedTuple

from ingest.lexicons import DATA
from ingest.wording import NOTHING

FILE = DATA / "choosing.toml"
LIKELY = 6  # metrics that the wording suggests most are candidates
LEAST = -3.0  # what wording tells against a metric counts no further down
PLAIN = 2.2  # more than this, and a metric is named by a word of its own that is no aside
STRONG = 1.0  # more than this, and a word tells the metric for itself
ASIDE = 0.5  # no more than this, and a word only says when or why
UNSAID = 0.25  # the least share of likelihood of a metric that nothing names
OF_SUCH = 0.4  # of one that is mostly said of such a subject
VAGUELY = 0.4  # of one whose words mostly describe others, or judge, where nothing names it
CARRIED_ON, CARRIED_OVER = 0.5, 0.3  # and of one that the clause or the sentence before told
RESUMED = 1.5  # more than this, and a proposition goes on about a metric by its form
GONE_ON = 0.15  # the least share of that
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


class Context(NamedTuple):
    """What is the same for all candidates of a case."""

    strongest: str | None  # the metric with the strongest sign
    alone: str | None  # the one that is plainly named, where only one is
    told: bool  # whether a word tells a metric for itself

    @staticmethod
    def of(signs: Signs) -> Context:
        """What the signs come to."""
        best = {metric: max([0.0, *(told[kind] for kind in told if kind in KINDS)]) for metric, told in signs.items()}
        named = [metric for metric, told in signs.items() if told.get("named", 0.0) > PLAIN]
        return Context(
            strongest=max(best, key=best.__getitem__, default=None),
            alone=named[0] if len(named) == 1 else None,
            told=any(told.get(name, 0.0) > STRONG for told in signs.values() for name in DIRECT),
        )


def choose(case: Case) -> str | None:
    """The metric with the most to be said for it; None where nothing is more likely, or where it is but a guess.

    >>> choose(Case(signs={}, wording={"demand": -1.0, "supply": -1.1, "none": -2.0}))
    """
    context = Context.of(case.signs)
    scores = {metric: _score(case, metric, context) for metric in candidates(case)}
    best = max(scores, key=scores.__getitem__)
    if best == NOTHING or ((least := _least(case, best)) and _share(scores, best) < least):
        return None
    return best


def _score(case: Case, metric: str, context: Context) -> float:
    weights, much = fitted(), 0.0
    for name, x in reasons(case, metric, context):
        much += weights.get(name, 0.0) * x
    return much


def _least(case: Case, metric: str) -> float:
    """How likely a metric must be, compared with the others, to be told; 0 where a word of the proposition tells it.

    Of guesses below these, fewer than half are right: counted in articles that no word was chosen for.
    """
    own = case.signs.get(metric, {})
    if "meant" in own or any(own.get(kind, 0.0) > STRONG for kind in DIRECT):
        return 0.0
    if "topic" in own:
        return OF_SUCH
    if own.get("before", 0.0) > RESUMED:
        return GONE_ON
    if metric not in (case.sentence, case.paragraph):
        return VAGUELY if metric in case.vague else UNSAID
    return CARRIED_ON if metric == case.sentence else CARRIED_OVER


def _share(scores: Mapping[str, float], metric: str) -> float:
    return 1 / sum(exp(score - scores[metric]) for score in scores.values())


def candidates(case: Case) -> list[str]:
    """What anything speaks for, in a fixed order; what only the wording does where no word tells a metric plainly."""
    plain = any(told.get(kind, 0.0) > PLAIN for told in case.signs.values() for kind in DIRECT)
    likely = [] if plain else sorted(case.wording, key=case.wording.__getitem__, reverse=True)[:LIKELY]
    before = [metric for metric in (case.sentence, case.paragraph) if metric]
    return list(dict.fromkeys([*case.signs, *before, *likely, NOTHING]))


def reasons(case: Case, metric: str, context: Context) -> Iterable[tuple[str, float]]:
    """What speaks for the metric or against it, by name, and how much of it there is."""
    own = case.signs.get(metric, {})
    yield "wording", max(case.wording.get(metric, 2 * LEAST), LEAST)
    for name, strength in own.items():
        yield name, strength
        if name in DIRECT:
            yield f"{name}_at_all", float(strength > ASIDE)
    if metric in case.vague:
        yield "vague", 1.0
        yield "vague_named", float("named" in own)
    if metric == context.strongest:
        yield "strongest", 1.0
    if metric == context.alone:
        yield "only_one_named", 1.0
    if metric == case.sentence:
        yield "sentence", 1.0
        yield "sentence_alone", float(not context.told)
    if metric == case.paragraph:
        yield "paragraph", 1.0
    if metric == NOTHING:
        yield "nothing", 1.0
        yield "nothing_for_all_signs", float(bool(case.signs))


@cache
def fitted() -> Mapping[str, float]:
    """The weights of the reasons."""
    return {name: float(weight) for name, weight in tomllib.loads(FILE.read_text(encoding="utf-8"))["weights"].items()}
