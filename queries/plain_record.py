"""What was told over time, as plain values: for JSON, and one flat row each for tables of programs."""

from __future__ import annotations

from typing import Any

from kg.contract import decimal, last_day
from kg.model import Lang
from queries import plain
from queries.agreements import Agreement
from queries.resolutions import Entry
from queries.timeline import Point
from queries.views import View

Row = dict[str, Any]

POINT_COLUMNS = (
    *("role", "subject", "metric", "scope", "from", "to", "grain", "vague", "dated"),
    *("low", "high", "comparator", "unit", "direction", "stated"),
    *("speaker", "author", "publisher", "said", "kind", "prediction", "modality", "polarity"),
    *("claim", "article", "quote"),
)


def point(found: Point) -> Row:
    """A value that is told, with its claim in full."""
    row = flat_point(found)
    days = {name: str(row[name])[:10] if row[name] else None for name in ("from", "to", "said")}
    return plain.claim(found.found) | {name: row[name] for name in POINT_COLUMNS[:-3]} | days


def flat_point(found: Point) -> Row:
    """A value that is told in one row; `from` and `to` are the first and the last day that it is told for."""
    claim, head, period = found.found.claim, found.found.head, found.found.claim.period
    return {
        "role": found.role,
        "subject": claim.entities[0],
        "metric": claim.metric,
        "scope": list(found.scope),
        "from": period.start if period else None,
        "to": last_day(period.end) if period else None,
        "grain": period.grain if period else None,
        "vague": period.vague if period else None,
        "dated": found.target is not None,
        "low": decimal(found.quantity.low),
        "high": decimal(found.quantity.high),
        "comparator": found.stated.comparator,
        "unit": found.quantity.unit or None,
        "direction": claim.direction,
        "stated": found.stated.span.quote,
        "speaker": claim.speaker,
        "author": head.author,
        "publisher": head.publisher,
        "said": found.said,
        "kind": claim.kind,
        "prediction": claim.kind == "prediction",
        "modality": claim.modality,
        "polarity": claim.polarity,
        "claim": claim.id,
        "article": head.id,
        "quote": claim.span.quote,
    }


VIEW_COLUMNS = (*("mark", "revises", "note", "beside", "horizon", "publisher"), *plain.CLAIM_COLUMNS)


def view(found: View) -> Row:
    """A claim of a voice in full, with why it is marked, or not, in both languages."""
    notes = {"en": found.told("en"), "zh": found.told("zh-Hans")} if found.verdict else None
    return plain.claim(found.found) | _standing(found) | {"note": notes}


def flat_view(found: View, lang: Lang = "en") -> Row:
    """A claim of a voice in one row: how it is marked, what it revises, and why or why not."""
    return plain.flat(found.found) | _standing(found) | {"note": found.told(lang)}


def _standing(found: View) -> Row:
    """`beside` is the claim that it seems to revise and does not."""
    return {
        "mark": found.mark,
        "revises": [one.left for one in found.revised],
        "beside": found.unlike.left if found.unlike else None,
        "horizon": found.horizon,
        "publisher": found.found.head.publisher,
    }


ENTRY_COLUMNS = (
    *("sequence", "standing", "outcome", "on", "value", "low", "high", "unit", "evidence"),
    *("claim", "article", "subject", "metric", "quote"),
)


def entry(found: Entry) -> Row:
    """A word of the user's on a claim, and whether it counts; `claim` is the id that the claim has now."""
    row = flat_entry(found)
    return row | {"on": str(row["on"]) if row["on"] else None}


def flat_entry(found: Entry) -> Row:
    """The same in one row."""
    word, value = found.resolution, found.resolution.value
    return {
        "sequence": word.sequence,
        "standing": found.standing,
        "outcome": word.outcome,
        "on": word.on,
        "value": value.span.quote if value else None,
        "low": decimal(value.low) if value else None,
        "high": decimal(value.high) if value else None,
        "unit": (value.unit or None) if value else None,
        "evidence": word.evidence,
        "claim": found.claim.id if found.claim else None,
        "article": word.span.article,
        "subject": word.subject,
        "metric": word.metric,
        "quote": found.claim.span.quote if found.claim else word.span.quote,
    }


AGREEMENT_COLUMNS = ("subject", "metric", "independent", "voices", "claims", "articles", "said", "said_by", "tied")


def agreement(found: Agreement) -> Row:
    """An agreement with each of its voices in full: its claim, the one on which it depends, and why."""
    return {
        "independent": found.independent,
        "voices": [
            {"claim": plain.claim(one.found), "depends_on": one.depends_on, "ties": list(one.ties)}
            for one in found.voices
        ],
    }


def flat_agreement(found: Agreement) -> Row:
    """An agreement in one row: of each voice the id, the article, the words, who it is, and its ties."""
    first, all = found.voices[0].found.claim, [one.found for one in found.voices]
    return {
        "subject": first.entities[0],
        "metric": first.metric,
        "independent": found.independent,
        "voices": len(all),
        "claims": [one.claim.id for one in all],
        "articles": [one.head.id for one in all],
        "said": [one.claim.span.quote for one in all],
        "said_by": [one.who or "" for one in all],
        "tied": ["+".join(one.ties) for one in found.voices],
    }
