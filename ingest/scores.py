"""Scores of what was found in an article against its gold.

Every comparison is a `Check`: a measure, how much of it is right, and both values as words. Scores are sums of checks
and the list of errors is the checks that are not right, so no figure can say anything that its errors do not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial

from ingest.comparisons import COMPARISONS, whole
from ingest.gold import Gold, GoldClaim, GoldLink
from ingest.matching import Matching, iou, match
from ingest.tally import Check, Tally, sums
from ingest.terms import Names
from kg.model import Dependency, Extraction, Lang, Span


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The checks of one article."""

    article: str
    lang: Lang
    checks: tuple[Check, ...]

    @property
    def tallies(self) -> dict[str, Tally]:
        """Sum of the checks by measure."""
        return sums({check.measure: check.tally} for check in self.checks)


def score(gold: Gold, extraction: Extraction, names: Names) -> Score:
    """All checks of one article; `names` turns the annotator's entity ids into ours."""
    ours = _in_our_names(gold, extraction, names)
    matching = match(extraction.claims, ours)
    checks = [*_claims(matching), *_fields(matching), *_links(extraction.dependencies, ours, matching)]
    return Score(article=gold.article.id, lang=gold.article.lang, checks=tuple(checks))


def _in_our_names(gold: Gold, extraction: Extraction, names: Names) -> Gold:
    new = [entity for entity in extraction.entities if not entity.known]
    made = {label.casefold(): entity.id for entity in new for label in entity.labels}
    ids = {id for claim in gold.claims for id in claim.entities}
    ours = {id: names.ours(id, gold.names.get(id, ()), made) for id in sorted(ids)}
    claims = (replace(claim, entities=_once(ours[id] for id in claim.entities)) for claim in gold.claims)
    return replace(gold, claims=tuple(claims))


def _once(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


# --- whether the claims are there


def _claims(matching: Matching) -> Iterator[Check]:
    for pair in matching.pairs:
        yield from _recalled(pair.gold, 1)
        yield Check(measure="claims", tally=Tally(1, 1, 1), span=pair.gold.span)
        yield Check(measure="lenient", tally=Tally(1, 1, 1), span=pair.gold.span)
    for missed in matching.missed:
        yield from _recalled(missed, 0)
        yield Check(measure="claims", tally=Tally(0, 0, 1), span=missed.span, gold=missed.kind, core=bool(missed.core))
    for name, claims in (("extra", matching.extra), ("refused", matching.refused), ("spurious", matching.spurious)):
        for claim in claims:
            right = int(name == "extra")
            said = f"{claim.kind} ({name})"
            yield Check(measure="claims", tally=Tally(0, 1, 0), span=claim.span, found=said, core=name == "refused")
            yield Check(measure="lenient", tally=Tally(right, 1, right), span=claim.span, found=said)


def _recalled(claim: GoldClaim, right: int) -> Iterator[Check]:
    for measure in (claim.kind, *(["core"] if claim.core else [])):
        yield Check(measure=measure, tally=Tally(right, right, 1), span=claim.span)


# --- whether matched claims say the same


def _fields(matching: Matching) -> Iterator[Check]:
    for pair in matching.pairs:
        yield Check(measure="overlap", tally=whole(iou(pair.found.span, pair.gold.span)), span=pair.gold.span)
        for measure, compare in COMPARISONS.items():
            for tally, gold, found in compare(pair.found, pair.gold):
                core = bool(pair.gold.core)
                yield Check(measure=measure, tally=tally, span=pair.gold.span, gold=gold, found=found, core=core)


# --- whether they hang together in the same way


def _links(found: Sequence[Dependency], gold: Gold, matching: Matching) -> Iterator[Check]:
    """Links between matched claims, the explicit ones apart; and all links there are, matched or not."""
    answered = {pair.found.id: pair.gold.id for pair in matching.pairs}
    spans = {claim.id: claim.span for claim in gold.claims}
    ours = {(answered[link.conclusion], answered[link.premise]): link for link in found if _ends(link) <= set(answered)}
    theirs = {(link.conclusion, link.premise): link for link in gold.links if _ends(link) <= set(answered.values())}
    for ends in dict.fromkeys([*theirs, *ours]):
        turned = (ends[1], ends[0]) in theirs
        yield from _link(ours.get(ends), theirs.get(ends), turned, spans[ends[0]])
    if found or gold.links:
        tally = Tally(len(ours.keys() & theirs.keys()), len(found), len(gold.links))
        yield Check(measure="all dependencies", tally=tally, span=gold.claims[0].span)


def _ends(link: Dependency | GoldLink) -> set[str]:
    return {link.conclusion, link.premise}


def _link(found: Dependency | None, gold: GoldLink | None, turned: bool, span: Span) -> Iterator[Check]:
    check = partial(Check, span=span, gold=_told(gold), found=_told(found))
    both, explicit = found and gold, [bool(link and link.explicit) for link in (found, gold)]
    yield check(measure="dependencies", tally=Tally(bool(both), bool(found), bool(gold)))
    if any(explicit):
        yield check(measure="explicit ones", tally=Tally(all(explicit), *explicit))
    if found and gold:
        yield check(measure="relation", tally=whole(found.relation == gold.relation))
    if found and (gold or turned):
        yield check(measure="right way round", tally=whole(not turned or bool(gold)))


def _told(link: Dependency | GoldLink | None) -> str:
    return link.relation if link else "none"
