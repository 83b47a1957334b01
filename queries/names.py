"""From what a person types to the ids of entities and metrics, whatever the script or case."""

from __future__ import annotations

from typing import NoReturn, cast

from pyoxigraph import NamedNode

from kg import iris
from kg.errors import UsageError
from kg.gazetteer import Knowledge
from kg.namespace import ENTITY
from kg.script import fold
from kg.store import Store
from queries.articles import word
from queries.likeness import did_you_mean, nearest
from queries.questions import AmbiguousError, question, well_formed


def entity(store: Store, knowledge: Knowledge, text: str) -> str:
    """The entity with this id or label: of the data files, else a name that only the articles know.

    UsageError with the likeliest ones when there is none or more than one.
    """
    found = knowledge.resolve(well_formed(text)) or _read_in_articles(store, text)
    return found or _misnamed(text, "entity", knowledge)


def with_parts(knowledge: Knowledge, id: str) -> tuple[str, ...]:
    """An entity, its parts and products, and theirs."""
    return (id, *knowledge.parts_of(id))


def metric(knowledge: Knowledge, text: str) -> str:
    """The metric with this id or label. UsageError with the likeliest ones when there is none or more than one."""
    return knowledge.resolve_metric(well_formed(text)) or _misnamed(text, "metric", knowledge)


def speakers(store: Store, knowledge: Knowledge, text: str) -> list[str]:
    """How those whom `text` names stand in the graph: as words, as the IRI of an entity, or both.

    UsageError with the likeliest ones when nobody is called so.
    """
    known, wanted = knowledge.resolve(well_formed(text)), fold(text)
    voices = [word(row, "voice") or "" for row in store.select(question("voices"))]
    ids = [known] if known else []
    found = [*ids, *map(_entity_iri, ids), *(voice for voice in voices if fold(voice) == wanted)]
    if not found:
        said = [_called(voice, knowledge) for voice in voices]
        hint = did_you_mean(nearest(text, said), "`kg claims` tells in its first column who speaks")
        raise UsageError(f"nobody is called {text!r}; {hint}")
    return found


def _entity_iri(id: str) -> str:
    return iris.entity(id).value


def _called(voice: str, knowledge: Knowledge) -> str:
    """The name of somebody who speaks."""
    id = iris.id_of(NamedNode(voice)) if voice.startswith(ENTITY) else voice
    return knowledge.entities[id].name() if id in knowledge.entities else id


def _read_in_articles(store: Store, text: str) -> str | None:
    exact = store.select(question("entity_names", entity=[iris.entity(text)]))
    rows = exact or store.select(question("entity_names"))
    wanted = fold(text)
    found = [
        iris.id_of(cast(NamedNode, row["entity"])) for row in rows if exact or fold(word(row, "name") or "") == wanted
    ]
    return found[0] if len(found) == 1 else None


def _misnamed(text: str, what: str, knowledge: Knowledge) -> NoReturn:
    labels = knowledge.labels() if what == "entity" else knowledge.metric_labels()
    called: dict[str, list[str]] = {}
    for label, id in labels:
        called.setdefault(label.simplified.casefold(), []).append(id)
        called.setdefault(fold(id), []).append(id)
    same = sorted(set(called.get(fold(text), ())))
    if same:
        raise AmbiguousError(f"{text!r} may be {' or '.join(same)}; give the id of the {what}")
    near = (id for name in nearest(text, called) for id in called[name])
    raise UsageError(f"no {what} is called {text!r}; {did_you_mean(near, _LISTS[what])}")


_LISTS = {
    "entity": "`kg entities` lists those that the articles speak of, `kg add entity` makes one of your own",
    "metric": "`kg add metric` makes one of your own",
}
