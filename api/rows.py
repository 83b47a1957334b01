"""Claims, entities and articles as rows of a table for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from api.render import ARROWS, Cell, amount, days
from kg.model import Claim, Lang, Reason
from queries import Audited, Bearing, Change, Collision, Counted, Found, Head, Thesis
from queries.agreements import Agreement
from queries.ledger import Prediction
from queries.resolutions import Entry
from queries.timeline import Point
from queries.views import View

SHORT_ID = 8
"""Digits of an id that a table shows; every command takes so many, or more."""

CLAIM_COLUMNS = ("source", "claim", "value", "quote", "id")


def claim(found: Found, names: Mapping[str, str]) -> list[Cell]:
    """A claim: when, who, what kind of claim about what, with which numbers and time, in which words."""
    said, head = found.claim, found.head
    day = str(head.published)[:10] if head.published else ""
    author = head.author or ""
    who = [names.get(said.speaker, said.speaker), f"in {author}" if author else ""] if said.speaker else [author]
    return [
        [day, *who],
        [manner(said), about(said)],
        [", ".join(map(amount, said.quantities)), days(said.period)],
        said.span.quote,
        said.id[:SHORT_ID],
    ]


def manner(claim: Claim) -> str:
    """The kind of a claim, and what is not plain about it.

    >>> from kg.model import Span
    >>> manner(Claim(id="", span=Span.of("x", 0, 1), kind="prediction", entities=(), modality="possible"))
    'prediction, possible'
    """
    modality = claim.modality if claim.modality != "certain" else ""
    negated = "negated" if claim.polarity == "negated" else ""
    return ", ".join(filter(None, (claim.kind, modality, negated)))


def about(claim: Claim) -> str:
    """The subject, the metric and its direction, as `NVDA market_cap ↑`."""
    parts = (next(iter(claim.entities), ""), claim.metric or "", ARROWS[claim.direction])
    return " ".join(filter(None, parts))


def reading(claim: Claim) -> str:
    """By which rule a claim was read, and from which words."""
    cues = f"cues {', '.join(claim.cues)}" if claim.cues else ""
    return "; ".join(filter(None, (f"rule {claim.rule}" if claim.rule else "", cues)))


ENTITY_COLUMNS = ("id", "name", "type", "mentions", "articles", "claims", "as subject", "known")
NUMBERS = ("mentions", "articles", "claims", "as subject")


def entity(counted: Counted) -> list[Cell]:
    """An entity with its counts."""
    labels = counted.entity.labels
    figures = (counted.mentions, counted.articles, counted.claims, counted.subject)
    known = "" if counted.entity.known else "no"
    return [counted.entity.id, labels[0] if labels else "", counted.entity.type, *map(str, figures), known]


ARTICLE_COLUMNS = ("date", "author", "title", "lang", "id")


def article(head: Head) -> list[Cell]:
    """The head of an article."""
    day = str(head.published)[:10] if head.published else ""
    return [day, head.author or "", head.title or "", head.lang, head.id]


THESIS_COLUMNS = ("weight", "marks", "premises", *CLAIM_COLUMNS)
BEARING_COLUMNS = ("carries", "falls", *CLAIM_COLUMNS)
COUNTS = ("weight", "premises", "carries", "falls")


def theses(thesis: Thesis, names: Mapping[str, str]) -> list[list[Cell]]:
    """A thesis, and a row each for those who say the same."""
    premises = f"{thesis.direct}/{len(thesis.premises)}" if thesis.premises else ""
    first = [f"{thesis.weight:g}", ", ".join(thesis.marks), premises, *claim(thesis.found, names)]
    return [first, *(["", "says the same", "", *claim(one, names)] for one in thesis.restated)]


def bearing(found: Bearing, names: Mapping[str, str]) -> list[Cell]:
    """A premise, how many theses rest on it, and how many fall without it."""
    return [str(len(found.carries)), str(len(found.falls)) if found.falls else "", *claim(found.found, names)]


def step(row: Mapping[str, Any]) -> list[Cell]:
    """A step of reasoning: how far away, which claims, by which relation and word, and what they say."""
    cue = f"({row['cue']})" if row["cue"] else ""
    ids = (row["conclusion"][:SHORT_ID], row["premise"][:SHORT_ID])
    return [str(row["depth"]), ids[0], [row["relation"], cue], ids[1], row["said"] or "", row["because"] or ""]


AUDIT_COLUMNS = ("verdict", "sum", "stated", "computed", "unsaid", "quotes", "claims")


def audited(found: Audited) -> list[Cell]:
    """A sum: whether it closes, what it is and should be, what is left unsaid, and the words it comes from."""
    one = found.computation
    quotes, ids = [said.span.quote for said in found.claims], [id[:SHORT_ID] for id in one.claims]
    return [one.verdict, one.expression, one.stated, one.computed, one.missing or "", quotes, ids]


CHANGE_COLUMNS = ("claim", "before", "after", "sum", "quote")


def change(found: Change) -> list[Cell]:
    """A number before and after, the sum that carries it, and the words of its claim."""
    how = found.by.expression if found.by else "set"
    return [found.claim.id[:SHORT_ID], amount(found.before), amount(found.after), how, found.claim.span.quote]


COLLISION_COLUMNS = ("verdict", "about", "said first", "said against it", "why", "ids")


def collision(found: Collision, names: Mapping[str, str], lang: Lang) -> list[Cell]:
    """Two claims that collide: how, about what, in which words and by whom, and why."""
    more = f"and {found.folded} more" if found.folded else ""
    left, right = found.left.claim, found.right.claim
    return [
        [found.verdict.strength, found.verdict.kind or "", more],
        [about(left), about(right) if about(right) != about(left) else ""],
        [left.span.quote, voice(found.left, names)],
        [right.span.quote, voice(found.right, names)],
        found.told(lang),
        [left.id[:SHORT_ID], right.id[:SHORT_ID]],
    ]


def voice(found: Found, names: Mapping[str, str]) -> str:
    """Who said it and when, as `Okafor, 2025-02-27`."""
    day = str(found.head.published)[:10] if found.head.published else ""
    return ", ".join(filter(None, (names.get(found.who or "", found.who or ""), day)))


AGREEMENT_COLUMNS = ("about", "independent", "said", "who", "not independent", "ids")


def agreement(found: Agreement, names: Mapping[str, str]) -> list[Cell]:
    """What several say: how many of them are independent, in which words, who, and why some do not count."""
    voices = found.voices
    tied = [f"{one.found.claim.id[:SHORT_ID]}: {', '.join(one.ties)}" for one in voices if one.depends_on]
    return [
        about(voices[0].found.claim),
        f"{found.independent} of {len(voices)}",
        [one.found.claim.span.quote for one in voices],
        [voice(one.found, names) for one in voices],
        tied,
        [one.found.claim.id[:SHORT_ID] for one in voices],
    ]


REASON_COLUMNS = ("test", "outcome", "effect", "compared")


def reason(one: Reason) -> list[Cell]:
    """One test of two claims: what came out, what that does, and what was compared."""
    return [one.test, one.outcome, one.effect if one.effect != "passes" else "", one.detail.strip("-/ ") and one.detail]


ENTRY_COLUMNS = ("outcome", "on", "value", "evidence", "article", "quote", "claim")


def entry(one: Entry) -> list[Cell]:
    """A word of the user's: the outcome and whether it counts, its day, value and evidence, and its claim."""
    word = one.resolution
    return [
        [word.outcome or "", one.standing],
        str(word.on or ""),
        word.value.span.quote if word.value else "",
        word.evidence,
        word.span.article,
        one.claim.span.quote if one.claim else word.span.quote,
        (one.claim.id if one.claim else word.claim)[:SHORT_ID],
    ]


PREDICTION_COLUMNS = ("due", "state", *CLAIM_COLUMNS, "on condition that")


def prediction(one: Prediction, names: Mapping[str, str]) -> list[Cell]:
    """A prediction: when it comes due and how sure that is, its state or outcome, its claim, and its conditions."""
    state = [one.state, one.resolution.outcome or ""] if one.resolution else one.state
    return [[str(one.due or ""), one.sure or ""], state, *claim(one.found, names), "; ".join(one.conditions)]


POINT_COLUMNS = ("of", "for", "value", "said", "claim", "quote", "id")


def point(one: Point, names: Mapping[str, str]) -> list[Cell]:
    """A value on a line of time: of what, for when, how much, who said it and when, and in which words."""
    said, head = one.found.claim, one.found.head
    of = " ".join(filter(None, (said.entities[0], one.role, one.quantity.unit)))
    arrow = ARROWS[said.direction] if one.role == "change" else ""
    who = [voice(one.found, names), head.publisher or ""]
    return [
        [of, ", ".join(one.scope)],
        days(said.period) if one.target else "undated",
        f"{arrow} {amount(one.quantity)}".strip(),
        who,
        manner(said),
        said.span.quote,
        said.id[:SHORT_ID],
    ]


VIEW_COLUMNS = ("about", "for", "value", "said", "claim", "mark", "quote", "id")


def view(one: View, names: Mapping[str, str], lang: Lang) -> list[Cell]:
    """A claim of a voice: about what and when, how much, when it said so, and whether that revises what it had said."""
    said = one.found.claim
    mark = {"revision": "revises", "perhaps": "may revise", "none": "does not revise"}[one.mark]
    return [
        about(said),
        days(said.period) if one.target else "undated",
        ", ".join(map(amount, said.quantities)),
        voice(one.found, names),
        manner(said),
        [f"{mark} {one.verdict.left[:SHORT_ID]}", one.told(lang)] if one.verdict else "",
        said.span.quote,
        said.id[:SHORT_ID],
    ]
