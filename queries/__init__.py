"""Questions to the graph of claims."""

from queries.articles import Head, articles
from queries.counts import Counted, Summary, entities, kinds, summary
from queries.listing import Found, Page, Wanted, claims
from queries.whole import Link, Whole, claim

__all__ = [
    "Counted",
    "Found",
    "Head",
    "Link",
    "Page",
    "Summary",
    "Wanted",
    "Whole",
    "articles",
    "claim",
    "claims",
    "entities",
    "kinds",
    "summary",
]
