"""Answers as pandas frames, a row each, with the columns that tie it to the text."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from queries import plain, plain_record, plain_score
from queries.agreements import Agreement
from queries.argument import Argument
from queries.articles import Head
from queries.audit import Audited
from queries.collisions import Collision
from queries.counts import Counted
from queries.ledger import Prediction
from queries.listing import Found
from queries.loadbearing import Bearing
from queries.scoring import Group, Score
from queries.theses import Thesis
from queries.timeline import Point
from queries.views import View
from queries.whatif import Whatif

NUMBERS = ("low", "high")


def claims_frame(found: Iterable[Found]) -> pd.DataFrame:
    """One row a claim, with the columns of an exported table.

    `start`, `end` and `quote` are its span in `article`; `low` and `high` are those of its first quantity, as floats;
    dates are dates, lists are lists.

    >>> list(claims_frame([]).columns[:3])
    ['claim', 'article', 'title']
    """
    frame = pd.DataFrame(map(plain.flat, found), columns=list(plain.CLAIM_COLUMNS))
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name])
    return frame


def entities_frame(found: Iterable[Counted]) -> pd.DataFrame:
    """One row an entity, with its counts."""
    return pd.DataFrame(map(plain.entity, found), columns=list(plain.ENTITY_COLUMNS))


def articles_frame(found: Iterable[Head]) -> pd.DataFrame:
    """One row an article."""
    columns = ["id", "path", "title", "author", "publisher", "published", "lang", "url"]
    return pd.DataFrame(map(plain.head, found), columns=columns)


def audit_frame(found: Iterable[Audited]) -> pd.DataFrame:
    """One row a sum, problems first, with the ids and words of its claims.

    >>> list(audit_frame([]).columns[:4])
    ['verdict', 'expression', 'stated', 'computed']
    """
    return pd.DataFrame(map(plain.flat_audited, found), columns=list(plain.AUDIT_COLUMNS))


def whatif_frame(found: Whatif) -> pd.DataFrame:
    """One row a changed number, in the order of the sums.

    >>> list(whatif_frame(Whatif(claim="a", changes=(), flips=(), unworked=())).columns[:5])
    ['claim', 'quantity', 'unit', 'before', 'after']
    """
    return pd.DataFrame(map(plain.change, found.changes), columns=list(plain.CHANGE_COLUMNS))


def argument_frame(found: Argument) -> pd.DataFrame:
    """One row a step, from the claim that was asked about outwards; `depth` is negative towards conclusions.

    >>> list(argument_frame(Argument(roots=("a",), depth={"a": 0}, steps=(), claims={})).columns[:4])
    ['depth', 'conclusion', 'relation', 'cue']
    """
    return pd.DataFrame(plain.steps(found), columns=list(plain.STEP_COLUMNS))


def theses_frame(found: Iterable[Thesis]) -> pd.DataFrame:
    """One row a thesis, the weightiest first: its counts, and the columns of its claim.

    >>> list(theses_frame([]).columns[:5])
    ['weight', 'marks', 'direct', 'transitive', 'restated']
    """
    return pd.DataFrame(map(plain.flat_thesis, found), columns=list(plain.THESIS_COLUMNS))


def loadbearing_frame(found: Iterable[Bearing]) -> pd.DataFrame:
    """One row a premise: how many theses rest on it and fall without it, which, and the columns of its claim.

    >>> list(loadbearing_frame([]).columns[:4])
    ['carries', 'falls', 'carried', 'fallen']
    """
    return pd.DataFrame(map(plain.flat_bearing, found), columns=list(plain.BEARING_COLUMNS))


def contradictions_frame(found: Iterable[Collision]) -> pd.DataFrame:
    """One row a pair of claims that collide, the strongest first: ids, words and voices of both, and why.

    >>> list(contradictions_frame([]).columns[:4])
    ['strength', 'kind', 'left', 'right']
    """
    return pd.DataFrame(map(plain.flat_collision, found), columns=list(plain.COLLISION_COLUMNS))


def agreements_frame(found: Iterable[Agreement]) -> pd.DataFrame:
    """One row an agreement: how many voices, how many of them independent, and of each its words and its ties.

    >>> list(agreements_frame([]).columns[:4])
    ['subject', 'metric', 'independent', 'voices']
    """
    return pd.DataFrame(map(plain_record.flat_agreement, found), columns=list(plain_record.AGREEMENT_COLUMNS))


def predictions_frame(found: Iterable[Prediction]) -> pd.DataFrame:
    """One row a prediction, the first to come due first: its day, how sure that is, its state, and its claim.

    >>> list(predictions_frame([]).columns[:4])
    ['due', 'sure', 'state', 'outcome']
    """
    return pd.DataFrame(map(plain.flat_prediction, found), columns=list(plain.PREDICTION_COLUMNS))


def timeline_frame(found: Iterable[Point]) -> pd.DataFrame:
    """One row a value that is told, by the time that it is told for; `low` and `high` are floats in `unit`.

    >>> list(timeline_frame([]).columns[:4])
    ['role', 'subject', 'metric', 'scope']
    """
    frame = pd.DataFrame(map(plain_record.flat_point, found), columns=list(plain_record.POINT_COLUMNS))
    for name in NUMBERS:
        frame[name] = pd.to_numeric(frame[name]).astype("float64")
    return frame


def views_frame(found: Iterable[View]) -> pd.DataFrame:
    """One row a claim of a voice, in the order said under its subject and measure: its mark, why, and its claim.

    >>> list(views_frame([]).columns[:4])
    ['mark', 'revises', 'note', 'beside']
    """
    return pd.DataFrame(map(plain_record.flat_view, found), columns=list(plain_record.VIEW_COLUMNS))


def scores_frame(found: Iterable[Score], by: Group) -> pd.DataFrame:
    """One row a group of predictions: how many came true, the share with its 95% interval, the Brier score and more.

    >>> list(scores_frame([], "author").columns[:4])
    ['by', 'group', 'resolved', 'true']
    """
    rows = (plain_score.flat_score(one, by) for one in found)
    return pd.DataFrame(rows, columns=list(plain_score.SCORE_COLUMNS))


def calibration_frame(found: Iterable[Score], by: Group) -> pd.DataFrame:
    """One row a group and tenth of how likely predictions were said to be: how many, and how many came true.

    >>> list(calibration_frame([], "author").columns[:5])
    ['by', 'group', 'from', 'to', 'stated']
    """
    rows = plain_score.flat_buckets([*found], by)
    return pd.DataFrame(rows, columns=list(plain_score.BUCKET_COLUMNS))
