"""Small arguments as steps: `a<b` says that a rests on b, `a!b` that b attacks it, `a=b` that it is computed from b."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from kg.model import Article, Claim, Dependency, Extraction, Relation, Span
from kg.rdf import put
from kg.store import Store

SIGNS: dict[str, Relation] = {"<": "supported_by", "!": "attacked_by", "=": "computed_from", "?": "conditional_on"}


def step(written: str) -> Dependency:
    conclusion, sign, premise = written
    return Dependency(conclusion=conclusion, premise=premise, relation=SIGNS[sign], explicit=sign == "!")


def article(name: str, claims: str, steps: Iterable[Dependency]) -> Extraction:
    """An article that makes one claim a line, `a holds.` for the claim `a`, all of them predictions."""
    text = "".join(f"{claim} holds.\n" for claim in claims)
    spans = {claim: Span.of(text, 9 * nth, 9 * nth + 7, name) for nth, claim in enumerate(claims)}
    return Extraction(
        article=Article(id=name, text=text, sha256="0", lang="en"),
        claims=tuple(Claim(id=id, span=span, kind="prediction", entities=()) for id, span in spans.items()),
        dependencies=tuple(steps),
    )


def library(texts: Mapping[str, str], steps: Iterable[Dependency]) -> Store:
    """A store of articles with these claims; the steps are written in the first."""
    store = Store.memory()
    for nth, (name, claims) in enumerate(texts.items()):
        put(store, article(name, claims, () if nth else steps), "1")
    return store
