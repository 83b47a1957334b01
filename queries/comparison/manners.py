"""The tests of how and by whom it is said: in which words, on what condition, how sure."""

from __future__ import annotations

from queries.comparison.level import Level, listed
from queries.comparison.scopes import nature
from queries.comparison.stance import Stance
from queries.comparison.times import period
from queries.comparison.wording import words

UNTIMED = frozenset({"recent", "undated", "open"})
"""What comes of the test of time where one side tells none."""


def wording(one: Stance, other: Stance) -> Level:
    """Whether the quotes are `alike`: they name one theme, or have half of the words of the shorter in common."""
    themes = one.themes & other.themes
    if themes:
        return "alike", listed(themes)
    least = min(len(one.content), len(other.content))
    shared = one.content & other.content
    return ("alike" if least and 2 * len(shared) >= least else "other"), f"{len(shared)} / {least}"


def footing(one: Stance, other: Stance) -> Level:
    """Whether it is sure that both speak of one thing: `firm`, `loose` where only their words could tell, else `bare`.

    A time that is not told leaves room for two things, unless the words are alike or both name a measure that has a
    unit. What is only judged, and at times that nobody knows to be one, has no footing without like words.
    """
    when, what = period(one, other)[0], nature(one, other)[0]
    told, judged = f"{what}, {when}", what in words("judged")
    if when not in UNTIMED or wording(one, other)[0] == "alike":
        return "firm", told
    if when == "recent":
        return ("firm" if not judged and one.names_metric and other.names_metric else "loose"), told
    return ("bare" if judged else "firm"), told


def condition(one: Stance, other: Stance) -> Level:
    """On what they hold: on `nothing`, `one` of them on a condition, or `both`."""
    count = [one.claim.modality, other.claim.modality].count("conditional")
    return ("nothing", "one", "both")[count], f"{one.claim.modality} / {other.claim.modality}"


def modality(one: Stance, other: Stance) -> Level:
    """How sure both are: `sure`, or `hedged` where one only may be."""
    told = f"{one.claim.modality} / {other.claim.modality}"
    hedged = {"possible", "conditional"} & {one.claim.modality, other.claim.modality}
    return ("hedged" if hedged else "sure"), told


def voice(one: Stance, other: Stance) -> Level:
    """Who says it: one person in `one text`, or `later`; another whom one text `quoted`; `hearsay`; or `others`.

    It is `reported` where the author of only one of two texts tells what somebody else foresees or thinks.
    """
    told = f"{one.who or '-'} / {other.who or '-'}"
    if one.claim.span.article == other.claim.span.article:
        return ("one text" if one.who == other.who else "quoted"), told
    if any(stance.hearsay for stance in (one, other)):
        return "hearsay", told
    if one.who and one.who == other.who and one.said != other.said:
        return "later", told
    return ("reported" if one.reported != other.reported else "others"), told
