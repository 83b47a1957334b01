"""One claim, entity or article, set out for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePath

from rich.text import Text

from api.render import amount, days, tidy
from api.rows import SHORT_ID, about, manner, reading
from kg.concepts import Concept
from kg.model import Article, Claim, Kind
from queries import Counted, Head, Link, Whole

Sheet = list[tuple[str, list[str]]]
"""A name in the margin and the lines beside it; an empty line of a sheet has neither."""

LEFT, RIGHT = "⟦", "⟧"
"""Around the words of a claim in its paragraph."""


def headline(claim: Claim) -> Text:
    """What sort of claim it is, and its id."""
    return Text.assemble((manner(claim), "bold"), f"  {about(claim)}  ", (claim.id, "dim"))


def paragraph(whole: Whole) -> Text:
    """The passage with the claim marked in it."""
    span, passage = whole.claim.span, whole.passage
    start, end = span.start - passage.start, span.end - passage.start
    before, said, after = passage.quote[:start], passage.quote[start:end], passage.quote[end:]
    return Text.assemble(tidy(before), (f"{LEFT}{tidy(said)}{RIGHT}", "bold reverse"), tidy(after))


def claim_sheet(whole: Whole) -> Sheet:
    """Who says it when and where, about what, with which numbers, how it was read, and what hangs together with it."""
    said, article = whole.claim, whole.article
    labels = {entity.id: entity.labels[0] if entity.labels else "" for entity in whole.entities}
    place = f"{article.path or article.id}, characters {said.span.start} to {said.span.end}"
    return [
        ("who", [_who(said, article, labels)]),
        ("where", [place]),
        ("about", [_called(id, labels) for id in said.entities]),
        ("metric", [about(said).partition(" ")[2]] if said.metric else []),
        ("numbers", [f"{amount(quantity)}  {quoted(quantity.span.quote)}" for quantity in said.quantities]),
        ("period", _period(said)),
        ("read by", [reading(said)]),
        ("rests on", [_link(link) for link in whole.premises]),
        ("bears", [_link(link) for link in whole.conclusions]),
        ("reckoned", [f"{one.expression}: {one.computed} ({one.verdict})" for one in whole.computations]),
    ]


def _who(claim: Claim, article: Article, labels: Mapping[str, str]) -> str:
    title = quoted(article.title) if article.title else ""
    source = ", ".join(filter(None, (article.author, title, str(article.published or "")[:10])))
    if claim.speaker is None:
        return source or "unknown"
    return f"{labels.get(claim.speaker, claim.speaker)}, as told by {source or 'the article'}"


def _called(id: str, labels: Mapping[str, str]) -> str:
    label = labels.get(id)
    return f"{id} ({label})" if label and label != id else id


def _period(claim: Claim) -> list[str]:
    period = claim.period
    return [f"{days(period)}  {quoted(period.span.quote)}  ({period.grain}, {period.basis})"] if period else []


def _link(link: Link) -> str:
    cue = f" ({link.dependency.cue})" if link.dependency.cue else ""
    return f"{link.dependency.relation}{cue}  {link.claim.id[:SHORT_ID]}  {quoted(link.claim.span.quote)}"


def quoted(text: str) -> str:
    """`text` in quotation marks, on one line."""
    return f"“{' '.join(tidy(text).split())}”"


def entity_sheet(counted: Counted, concept: Concept | None, kinds: Mapping[Kind, int]) -> Sheet:
    """What an entity is called, what it belongs to, and how much is said of it."""
    links = {"part of": concept.part_of, "product of": concept.product_of} if concept else {}
    defined = PurePath(concept.file).name if concept else "nowhere; `kg add entity` makes it known"
    return [
        ("called", [", ".join(counted.entity.labels)]),
        ("type", [counted.entity.type]),
        *((name, list(ids)) for name, ids in links.items()),
        ("defined in", [defined]),
        ("named", [f"{counted.mentions} times in {counted.articles} articles"]),
        ("claims", [f"{counted.claims}, of {counted.subject} it is the subject", *_kinds(kinds)]),
    ]


def article_sheet(head: Head, kinds: Mapping[Kind, int]) -> Sheet:
    """Who published an article when and where, and what it claims."""
    return [
        ("title", [head.title or ""]),
        ("author", [", ".join(filter(None, (head.author, head.publisher)))]),
        ("date", [str(head.published)[:10] if head.published else "unknown"]),
        ("language", [head.lang]),
        ("file", [head.path or ""]),
        ("address", [head.url or ""]),
        ("claims", _kinds(kinds) or ["none"]),
    ]


def _kinds(kinds: Mapping[Kind, int]) -> list[str]:
    return [", ".join(f"{number} {kind}" for kind, number in kinds.items())] if kinds else []


def set_out(sheet: Iterable[tuple[str, list[str]]]) -> list[tuple[str, str]]:
    """The lines of a sheet, each with its name in the margin or nothing; what has no content is left out."""
    filled = [(name, [line for line in lines if line]) for name, lines in sheet]
    return [(name if not nth else "", line) for name, lines in filled for nth, line in enumerate(lines)]
