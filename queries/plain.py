"""Answers as plain values, for JSON and for tables of programs: the contract's shape, and one flat row a claim."""

from __future__ import annotations

from typing import Any

from kg.contract import claim_json, computation_json, dependency_json, quantity_json, span_json
from kg.export_table import COLUMNS as CLAIM_COLUMNS
from kg.export_table import row
from kg.model import Article, Dependency, Quantity
from queries.argument import Argument
from queries.articles import Head
from queries.audit import Audited
from queries.collisions import Collision
from queries.counts import Counted
from queries.ledger import Prediction
from queries.listing import Found
from queries.loadbearing import Bearing
from queries.shifting import Shift
from queries.theses import Thesis
from queries.whatif import Change, Whatif
from queries.whole import Link, Whole

__all__ = [
    "AUDIT_COLUMNS",
    "BEARING_COLUMNS",
    "CLAIM_COLUMNS",
    "COLLISION_COLUMNS",
    "ENTITY_COLUMNS",
    "PREDICTION_COLUMNS",
    "STEP_COLUMNS",
    "THESIS_COLUMNS",
    "argument",
    "audited",
    "bearing",
    "change",
    "claim",
    "collision",
    "entity",
    "flat",
    "flat_audited",
    "flat_bearing",
    "flat_collision",
    "flat_prediction",
    "flat_thesis",
    "head",
    "link",
    "prediction",
    "shift",
    "steps",
    "thesis",
    "whatif",
    "whole",
]

Row = dict[str, Any]


def head(found: Head) -> Row:
    """The head of an article."""
    return {
        "id": found.id,
        "path": found.path,
        "title": found.title,
        "author": found.author,
        "publisher": found.publisher,
        "published": str(found.published)[:10] if found.published else None,
        "lang": found.lang,
        "url": found.url,
    }


def claim(found: Found) -> Row:
    """A claim with its quantities and period in full, and the title, author and date of its article."""
    known = head(found.head)
    return claim_json(found.claim) | {name: known[name] for name in ("title", "author", "published")}


def whole(found: Whole) -> Row:
    """A claim with its passage, its entities and its dependencies in both directions."""
    article = found.article
    return claim_json(found.claim) | {
        "title": article.title,
        "author": article.author,
        "published": str(article.published)[:10] if article.published else None,
        "path": article.path,
        "passage": span_json(found.passage),
        "labels": {entity.id: list(entity.labels) for entity in found.entities},
        "premises": [link(one) for one in found.premises],
        "conclusions": [link(one) for one in found.conclusions],
        "computations": [computation_json(one) for one in found.computations],
    }


def link(found: Link) -> Row:
    """A dependency with the claim at its other end."""
    return dependency_json(found.dependency) | {"claim": claim_json(found.claim)}


def entity(found: Counted) -> Row:
    """An entity with its counts."""
    return {
        "id": found.entity.id,
        "name": found.entity.labels[0] if found.entity.labels else None,
        "type": found.entity.type,
        "known": found.entity.known,
        "mentions": found.mentions,
        "articles": found.articles,
        "claims": found.claims,
        "subject": found.subject,
    }


ENTITY_COLUMNS = ("id", "name", "type", "known", "mentions", "articles", "claims", "subject")


def flat(found: Found) -> Row:
    """A claim as the row that it has in an exported table; lists are lists, dates are dates."""
    head = found.head
    article = Article(
        id=head.id,
        text="",
        sha256="",
        lang=head.lang,
        title=head.title,
        author=head.author,
        published=head.published,
    )
    return row(article, found.claim)


STEP_COLUMNS = ("depth", "conclusion", "relation", "cue", "explicit", "premise", "said", "because", "article")


def argument(found: Argument) -> Row:
    """An argument with its claims and the steps between them; a claim that the store lacks is null."""
    return {
        "roots": list(found.roots),
        "cut": found.cut,
        "claims": [
            {"id": id, "depth": depth, "claim": claim(found.claims[id]) if id in found.claims else None}
            for id, depth in found.depth.items()
        ],
        "dependencies": [dependency_json(step) for step in found.steps],
    }


def steps(found: Argument) -> list[Row]:
    """A row each step, from the roots outwards: its depth, both claims and their words."""
    rows = [_step(found, step) for step in found.steps]
    return sorted(rows, key=lambda row: (row["depth"] < 0, abs(row["depth"])))


def _step(found: Argument, step: Dependency) -> Row:
    conclusion, premise = (found.claims.get(id) for id in (step.conclusion, step.premise))
    home = conclusion or premise
    ends = found.depth[step.conclusion], found.depth[step.premise]
    return dependency_json(step) | {
        "depth": ends[0] if ends[0] < 0 else ends[1],
        "said": conclusion.claim.span.quote if conclusion else None,
        "because": premise.claim.span.quote if premise else None,
        "article": home.head.id if home else None,
    }


def thesis(found: Thesis) -> Row:
    """A thesis as its claim, how it is marked, what it rests on, and those who say the same."""
    return claim(found.found) | {
        "marks": list(found.marks),
        "weight": found.weight,
        "direct": found.direct,
        "premises": list(found.premises),
        "restated": [claim(one) for one in found.restated],
    }


THESIS_COLUMNS = (*("weight", "marks", "direct", "transitive", "restated"), *CLAIM_COLUMNS)


def flat_thesis(found: Thesis) -> Row:
    """A thesis in one row: counts, ids of those who say the same, and the row of its claim."""
    return {
        "weight": found.weight,
        "marks": list(found.marks),
        "direct": found.direct,
        "transitive": len(found.premises),
        "restated": [one.claim.id for one in found.restated],
    } | flat(found.found)


def bearing(found: Bearing) -> Row:
    """A premise as its claim, with the ids of the theses that rest on it and of those that fall without it."""
    return claim(found.found) | _carried(found)


BEARING_COLUMNS = (*("carries", "falls", "carried", "fallen"), *CLAIM_COLUMNS)


def flat_bearing(found: Bearing) -> Row:
    """A premise in one row: how many theses rest on it and fall without it, which, and the row of its claim."""
    ids = _carried(found)
    counts = {"carries": len(found.carries), "falls": len(found.falls)}
    return counts | {"carried": ids["carries"], "fallen": ids["falls"]} | flat(found.found)


def _carried(found: Bearing) -> Row:
    return {
        "carries": [one.found.claim.id for one in found.carries],
        "falls": [one.found.claim.id for one in found.falls],
    }


AUDIT_COLUMNS = ("verdict", "expression", "stated", "computed", "missing", "operation", "article", "claims", "quotes")


def audited(found: Audited) -> Row:
    """A sum with its operands, the claims it uses in full, and the head of its article."""
    known = head(found.head)
    return computation_json(found.computation) | {
        "article": found.head.id,
        "used": [claim_json(one) for one in found.claims],
        **{name: known[name] for name in ("title", "author", "published")},
    }


def flat_audited(found: Audited) -> Row:
    """A sum in one row: the ids and the words of its claims are lists."""
    whole = computation_json(found.computation) | {
        "article": found.head.id,
        "quotes": [one.span.quote for one in found.claims],
    }
    return {name: whole[name] for name in AUDIT_COLUMNS}


CHANGE_COLUMNS = ("claim", "quantity", "unit", "before", "after", "by", "quote")


def change(found: Change) -> Row:
    """A changed number in one row: `before` and `after` are lower bounds, or upper ones where there is none."""
    return {
        "claim": found.claim.id,
        "quantity": found.quantity + 1,
        "unit": found.before.unit,
        **{name: str(_bound(one)) for name, one in (("before", found.before), ("after", found.after))},
        "by": found.by.expression if found.by else None,
        "quote": found.claim.span.quote,
    }


def _bound(one: Quantity) -> object:
    return one.high if one.low is None else one.low


def whatif(found: Whatif) -> Row:
    """What changes, in order, the sums that flip, and those that could not be worked out."""
    return {
        "claim": found.claim,
        "reaches": found.reaches,
        "changes": [
            change(one) | {"before": quantity_json(one.before), "after": quantity_json(one.after)}
            for one in found.changes
        ],
        "flips": [{"expression": one.computation.expression, "verdict": one.verdict} for one in found.flips],
        "unworked": [{"expression": one.computation.expression, "reason": one.reason} for one in found.unworked],
    }


COLLISION_COLUMNS = ("strength", "kind", "left", "right", "said", "against", "said_by", "against_by", "why", "folded")


def collision(found: Collision) -> Row:
    """Two claims that collide, each with the head of its article, the verdict and every test that was made."""
    verdict = found.verdict
    return {
        "left": claim(found.left),
        "right": claim(found.right),
        "kind": verdict.kind,
        "strength": verdict.strength,
        "reasons": [
            {"test": one.test, "outcome": one.outcome, "effect": one.effect, "detail": one.detail}
            for one in verdict.reasons
        ],
        "told": {"en": found.told("en"), "zh": found.told("zh-Hans")},
        "folded": found.folded,
    }


def flat_collision(found: Collision) -> Row:
    """Two claims that collide in one row: ids, words and voices of both, and why."""
    return {
        "strength": found.verdict.strength,
        "kind": found.verdict.kind,
        "left": found.left.claim.id,
        "right": found.right.claim.id,
        "said": found.left.claim.span.quote,
        "against": found.right.claim.span.quote,
        "said_by": found.left.who,
        "against_by": found.right.who,
        "why": found.told(),
        "folded": found.folded,
    }


def shift(found: Shift) -> Row:
    """The collisions that appear and those that vanish."""
    return {"appear": list(map(collision, found.appear)), "vanish": list(map(collision, found.vanish))}


PREDICTION_COLUMNS = (
    *("due", "sure", "state", "outcome", "came_out", "actual", "evidence", "conditions", "publisher"),
    *CLAIM_COLUMNS,
)


def prediction(found: Prediction) -> Row:
    """A prediction as its claim, who publishes it, when it comes due and how sure that is, and what came of it."""
    row = claim(found.found) | _coming(found)
    return row | {name: str(row[name]) if row[name] else None for name in ("due", "came_out")}


def flat_prediction(found: Prediction) -> Row:
    """A prediction in one row: its day, how sure that is, what came of it, and the row of its claim."""
    return flat(found.found) | _coming(found)


def _coming(found: Prediction) -> Row:
    came = found.resolution
    return {
        "due": found.due,
        "sure": found.sure,
        "state": found.state,
        "outcome": came.outcome if came else None,
        "came_out": came.on if came else None,
        "actual": came.value.span.quote if came and came.value else None,
        "evidence": came.evidence if came else None,
        "conditions": list(found.conditions),
        "publisher": found.found.head.publisher,
    }
