"""All tests of a comparison, by the names that the table gives them."""

from queries.comparison.amounts import chance, quantity, size
from queries.comparison.manners import condition, footing, modality, voice, wording
from queries.comparison.scopes import aspect, metric, nature, place, share, subject, topic, variety
from queries.comparison.times import earliest, period
from queries.comparison.ways import direction, rank

__all__ = [
    "aspect",
    "chance",
    "condition",
    "direction",
    "earliest",
    "footing",
    "metric",
    "modality",
    "nature",
    "period",
    "place",
    "quantity",
    "rank",
    "share",
    "size",
    "subject",
    "topic",
    "variety",
    "voice",
    "wording",
]
