"""Whatever an id or a name stands for: a claim, an entity or an article."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.model import Entity
from kg.store import Store
from queries import names
from queries.articles import Head, named
from queries.counts import Counted, entities
from queries.questions import AmbiguousError, well_formed
from queries.whole import Whole, claim

Thing = Whole | Counted | Head
_ID = re.compile(r"[0-9a-f]{6,16}", re.IGNORECASE)


def thing(store: Store, knowledge: Knowledge, text: str) -> Thing:
    """The claim, entity or article that `text` names. UsageError when it names nothing, or several things.

    What looks like the id of a claim is looked for as one first, for `fed` is an entity, too.
    """
    ways: list[Callable[[], Thing]] = [
        partial(spoken_of, store, knowledge, text),
        partial(named, store, text),
        partial(entity, store, knowledge, text),
    ]
    well_formed(text)
    as_claim = partial(claim, store, knowledge, text)
    ways = [as_claim, *ways] if _ID.fullmatch(text) else [*ways, as_claim]
    for way in ways:
        try:
            return way()
        except AmbiguousError:
            raise
        except UsageError:
            continue
    hint = "`kg claims`, `kg entities` and `kg show` list what it has"
    raise UsageError(f"the store has no claim, entity or article {text!r}; {hint}")


def spoken_of(store: Store, knowledge: Knowledge, text: str) -> Counted:
    """As `entity`; UsageError, too, when no article speaks of it: an article may have that name."""
    found = entity(store, knowledge, text)
    if not (found.mentions or found.claims):
        raise UsageError(f"no article speaks of {found.entity.id}")
    return found


def entity(store: Store, knowledge: Knowledge, text: str) -> Counted:
    """The entity that `text` names, with its counts: zeros where no article speaks of it."""
    id = names.entity(store, knowledge, text)
    found = entities(store, knowledge, ids=[id])
    if found:
        return found[0]
    concept = knowledge.entities[id]
    labels = tuple(dict.fromkeys([concept.name(), *(label.text for label in concept.labels)]))
    unspoken = Entity(id=id, type=concept.type, labels=labels)
    return Counted(entity=unspoken, mentions=0, articles=0, claims=0, subject=0)
