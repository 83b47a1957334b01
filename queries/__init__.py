"""Questions to the graph of claims.

>>> from kg.gazetteer import Knowledge
>>> from kg.store import Store
>>> with Store.memory() as store:
...     claims(store, Knowledge.load(), Wanted(entity="輝達", kind="prediction")).found
()
"""

from queries.agreements import Agreement, agreements
from queries.argument import RELATIONS, Argument, Reach, trace
from queries.articles import Head, articles, exactly_named
from queries.audit import Audited, audit
from queries.contradictions import Asked, Collision, contradictions, why
from queries.counts import Counted, Summary, entities, kinds, summary
from queries.ledger import Prediction, Sought, predictions
from queries.listing import Found, Page, Wanted, claims
from queries.loadbearing import Bearing, loadbearing
from queries.restatements import restatements
from queries.scoring import Resolved, Score, resolved, score, scores
from queries.shifting import Shift, shift
from queries.theses import Thesis, theses
from queries.timeline import Point, timeline
from queries.views import View, views
from queries.whatif import Change, Flip, Unworked, Whatif, whatif
from queries.whole import Link, Whole, claim

__all__ = [
    "RELATIONS",
    "Agreement",
    "Argument",
    "Asked",
    "Audited",
    "Bearing",
    "Change",
    "Collision",
    "Counted",
    "Flip",
    "Found",
    "Head",
    "Link",
    "Page",
    "Point",
    "Prediction",
    "Reach",
    "Resolved",
    "Score",
    "Shift",
    "Sought",
    "Summary",
    "Thesis",
    "Unworked",
    "View",
    "Wanted",
    "Whatif",
    "Whole",
    "agreements",
    "articles",
    "audit",
    "claim",
    "claims",
    "contradictions",
    "entities",
    "exactly_named",
    "kinds",
    "loadbearing",
    "predictions",
    "resolved",
    "restatements",
    "score",
    "scores",
    "shift",
    "summary",
    "theses",
    "timeline",
    "trace",
    "views",
    "whatif",
    "why",
]
