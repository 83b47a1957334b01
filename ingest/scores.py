"""Scores of what was found in an article against its gold.

Every comparison is a `Check`: a measure, how much of it is right, and both values as words. Scores are sums of checks
and the list of errors is the checks that are not right, so no figure can say anything that its errors do not show.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from ingest.comparisons import COMPARISONS, whole
from ingest.gold import Gold, GoldClaim, GoldLink
from ingest.matching import Matching, iou, match
from ingest.tally import Check, Tally, sums
from ingest.terms import Names
from kg.model import Claim, Dependency, Extraction, Lang, Span

_PREMISE = 40  # characters that tell which premise is meant


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
    ids = _ours(gold, extraction, names)
    ours = replace(gold, claims=tuple(_renamed(claim, ids) for claim in gold.claims))
    matching = match([_renamed(claim, _same(gold, ids, names)) for claim in extraction.claims], ours)
    checks = [*_claims(matching), *_fields(matching), *_links(extraction.dependencies, ours, matching)]
    return Score(article=gold.article.id, lang=gold.article.lang, checks=tuple(checks))


def _ours(gold: Gold, extraction: Extraction, names: Names) -> dict[str, str]:
    """Our id for each of the annotator's."""
    new = [entity for entity in extraction.entities if not entity.known]
    made = {label.casefold(): entity.id for entity in new for label in entity.labels}
    ids = {id for claim in gold.claims for id in claim.entities}
    return {id: names.ours(id, gold.names.get(id, ()), made) for id in sorted(ids)}


def _same(gold: Gold, ids: Mapping[str, str], names: Names) -> dict[str, str]:
    """Entities that we keep apart and the annotator calls by one id: his names for it, as we resolve them."""
    kept = set(ids.values())
    found = {names.resolve(name): ours for id, ours in ids.items() for name in gold.names.get(id, ())}
    return {id: ours for id, ours in found.items() if id and id not in kept}


C = TypeVar("C", Claim, GoldClaim)


def _renamed(claim: C, ids: Mapping[str, str]) -> C:
    return replace(claim, entities=_once(ids.get(id, id) for id in claim.entities))


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
    spans = {claim.id: claim.span for claim in gold.claims}
    ours = _between(found, matching)
    answered = {pair.gold.id for pair in matching.pairs}
    theirs = {(link.conclusion, link.premise): link for link in gold.links if _ends(link) <= answered}
    for ends in dict.fromkeys([*theirs, *ours]):
        turned = (ends[1], ends[0]) in theirs
        yield from _link(ours.get(ends), theirs.get(ends), turned, [spans[end] for end in ends])
    if found or gold.links:
        tally = Tally(len(ours.keys() & theirs.keys()), len(found), len(gold.links))
        yield Check(measure="all dependencies", tally=tally, span=gold.claims[0].span)


def _between(found: Sequence[Dependency], matching: Matching) -> dict[tuple[str, str], Dependency]:
    """Found links by the gold claims that their ends lie on, each pair once; those within one gold claim left out.

    A gold claim that was found in two parts is meant by either; a link between the claims that answer it comes first.
    """
    answers = matching.answers
    paired = {pair.found.id for pair in matching.pairs}
    links: dict[tuple[str, str], Dependency] = {}
    for link in sorted(found, key=lambda link: not _ends(link) <= paired):
        ends = (answers.get(link.conclusion, ""), answers.get(link.premise, ""))
        if all(ends) and ends[0] != ends[1]:
            links.setdefault(ends, link)
    return links


def _ends(link: Dependency | GoldLink) -> set[str]:
    return {link.conclusion, link.premise}


def _link(found: Dependency | None, gold: GoldLink | None, turned: bool, ends: Sequence[Span]) -> Iterator[Check]:
    conclusion, premise = ends
    check = partial(Check, span=conclusion, gold=_told(gold, premise), found=_told(found, premise))
    both, explicit = found and gold, [bool(link and link.explicit) for link in (found, gold)]
    yield check(measure="dependencies", tally=Tally(bool(both), bool(found), bool(gold)))
    if any(explicit):
        yield check(measure="explicit ones", tally=Tally(all(explicit), *explicit))
    if found and gold:
        yield check(measure="relation", tally=whole(found.relation == gold.relation))
    if found and (gold or turned):
        yield check(measure="right way round", tally=whole(not turned or bool(gold)))


def _told(link: Dependency | GoldLink | None, premise: Span) -> str:
    return f"{link.relation} {premise.quote[:_PREMISE]}" if link else ""
