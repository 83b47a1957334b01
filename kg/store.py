"""The store: one directory, one Oxigraph database, one named graph an article.

    .kg/version    the format of what lies beside it
    .kg/graph/     the database
    .kg/data/      the user's own entities.ttl and metrics.ttl, and user.ttl with what he says of claims

An article is written by exactly one update and flushed to the disk before the call returns: whatever kills the
process, every article is there as a whole or not at all.

>>> with Store.memory() as store:
...     store.articles()
[]
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self, TypeVar

import pyoxigraph as ox
from pyoxigraph import BlankNode, Literal, NamedNode, Triple, Variable

from kg import iris
from kg.errors import StoreError, UsageError
from kg.vocab import PREFIXES, PROV, SCHEMA

if TYPE_CHECKING:
    from kg.gazetteer import Knowledge

FORMAT = 1
"""Version of what a store looks like on disk and of its graphs."""

LONGEST_FORMAT = 9
"""Digits of a version: more are no number of ours."""

SAID = "user.ttl"
"""In the data folder: the graph of what the user says, which outlives the database."""

DATA, DRAFT = "data", "version.new"
"""What may lie in a directory that is not a store yet: the user's data, and what a full disk left of an attempt."""

ATTEMPTS = 5
"""How often a reader looks for files that a writer takes away."""

TURTLE = ox.RdfFormat.TURTLE
Term = NamedNode | BlankNode | Literal | Triple
Answer = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples
Found = TypeVar("Found")


class Store:
    """The graphs of all articles. Open it with `Store.open` or `Store.memory`, as a context manager."""

    def __init__(self, graph: ox.Store, path: Path | None = None, *, read_only: bool = False) -> None:
        self._graph: ox.Store | None = graph
        self.path = path
        self.read_only = read_only

    @staticmethod
    def memory() -> Store:
        """A store that is forgotten when it is closed."""
        return Store(ox.Store())

    @staticmethod
    def open(path: str | Path, *, read_only: bool = False) -> Store:
        """The store in the directory `path`; made there if it is missing, unless `read_only`.

        A reader beside a writer sees the store as it was when it was opened, or later. StoreError when there is none to
        read, when another process is writing, when the disk is full, or when a store of another version lies there.
        """
        path = Path(path)
        with told(path):
            prepare(path, read_only)
            opened = _beside_a_writer(path / "graph") if read_only else ox.Store(path / "graph")
        store = Store(opened, path, read_only=read_only)
        if not read_only:
            store.recall()
        return store

    @property
    def graph(self) -> ox.Store:
        """The database itself, for reading."""
        if self._graph is None:
            raise StoreError("the store is closed; open it again")
        return self._graph

    @property
    def data_dir(self) -> Path | None:
        """Where the user's own entities.ttl and metrics.ttl lie; None for a store in memory."""
        return self.path / DATA if self.path else None

    def close(self) -> None:
        """Let go of the store, so that others can write to it."""
        self._graph = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # Writing

    def replace(self, article_id: str, triples: Iterable[Triple], fingerprint: str) -> None:
        """Put `triples` in the place of all that was known of an article, in one step, and make it last.

        `fingerprint` names the version of code and data that read the article.
        """
        node = iris.article(article_id)
        made = Triple(node, PROV.wasGeneratedBy, iris.run(fingerprint))
        self.replace_graph(node, [*triples, made])

    def replace_graph(self, name: NamedNode, triples: Iterable[Triple]) -> None:
        """The graph `name` holds `triples` and nothing else from now on."""
        body = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in triples)
        self._update(f"DROP SILENT GRAPH {name} ; INSERT DATA {{ GRAPH {name} {{\n{body}\n}} }}")

    def change_graph(self, name: NamedNode, removed: Iterable[ox.Quad], added: Iterable[Triple]) -> None:
        """Take statements out of the graph `name` and put others in, in one step, and make it last."""
        old = "\n".join(f"{q.subject} {q.predicate} {q.object} ." for q in removed)
        new = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in added)
        self._update(f"DELETE DATA {{ GRAPH {name} {{\n{old}\n}} }} ; INSERT DATA {{ GRAPH {name} {{\n{new}\n}} }}")

    def replace_reference(self, knowledge: Knowledge) -> None:
        """Put what the data files know (entities, metrics, units) into a graph of its own, if it has changed."""
        from kg.reference import reference_triples  # noqa: PLC0415 - reading has no need of it

        made = Triple(iris.REFERENCE, PROV.wasGeneratedBy, iris.run(knowledge.fingerprint))
        if ox.Quad(made.subject, made.predicate, made.object, iris.REFERENCE) not in self.graph:
            self.replace_graph(iris.REFERENCE, [*reference_triples(knowledge), made])

    def remember(self, triples: Iterable[Triple]) -> None:
        """Add to what the user says: to the file that outlives the database first, then to his graph."""
        added = list(triples)
        with told(self.path):
            self._keep([*self._said(), *added])
        self._insert(iris.USER, added)

    def recall(self) -> None:
        """Take up what the file of the user's words holds beyond his graph. StoreError when it cannot be read."""
        file = self._file
        if file is None or not file.exists():
            return
        try:
            kept = [ox.Triple(q.subject, q.predicate, q.object) for q in ox.parse(path=file, format=TURTLE)]
        except SyntaxError as error:
            raise StoreError(f"{file} is no Turtle ({error.msg}); mend it, or move it away") from error
        known = set(self._said())
        self._insert(iris.USER, [triple for triple in kept if triple not in known])

    def _said(self) -> list[Triple]:
        return [quad.triple for quad in self.quads(graph=iris.USER)]

    @property
    def _file(self) -> Path | None:
        return self.data_dir / SAID if self.data_dir else None

    def _keep(self, triples: Iterable[Triple]) -> None:
        """Write the file of the user's words as a whole."""
        if self._file is not None:
            data = ox.serialize(sorted(set(triples), key=str), format=TURTLE, prefixes=PREFIXES)
            draft = self._file.with_suffix(".new")
            with draft.open("wb") as stream:
                stream.write(data or b"")
                os.fsync(stream.fileno())
            draft.replace(self._file)

    def _insert(self, name: NamedNode, triples: Sequence[Triple]) -> None:
        if triples:
            body = "\n".join(f"{t.subject} {t.predicate} {t.object} ." for t in triples)
            self._update(f"INSERT DATA {{ GRAPH {name} {{\n{body}\n}} }}")

    def remove(self, article_id: str) -> None:
        """Forget all that was read from an article."""
        self._update(f"DROP SILENT GRAPH {iris.article(article_id)}")

    def _update(self, text: str) -> None:
        with told(self.path):
            self.graph.update(text)
            self.graph.flush()

    # Reading

    def articles(self) -> list[str]:
        """Ids of all articles, in order."""
        return sorted(iris.id_of(name) for name in self.graphs() if name.value.startswith(iris.ARTICLE))

    def graphs(self) -> list[NamedNode]:
        """Names of all graphs: articles, reference and whatever else there is, in order."""
        names = self._look(lambda graph: list(graph.named_graphs()))
        return sorted((name for name in names if isinstance(name, NamedNode)), key=lambda name: name.value)

    def quads(
        self,
        subject: NamedNode | None = None,
        predicate: NamedNode | None = None,
        object: Term | None = None,
        graph: NamedNode | None = None,
    ) -> list[ox.Quad]:
        """Every statement of this form; None stands for anything."""
        return self._look(lambda database: list(database.quads_for_pattern(subject, predicate, object, graph)))

    def fingerprint_of(self, article_id: str) -> str | None:
        """What read the article: the version of code and data; None when the store does not have it."""
        node = iris.article(article_id)
        runs = (quad.object for quad in self.quads(node, PROV.wasGeneratedBy, graph=node))
        return next((iris.id_of(run) for run in runs if isinstance(run, NamedNode)), None)

    def article_of(self, claim_id: str) -> str | None:
        """Id of the article a claim was read from; None for a claim the store does not have."""
        found = self.quads(iris.claim(claim_id), SCHEMA.appearance)
        return next((iris.id_of(quad.object) for quad in found if isinstance(quad.object, NamedNode)), None)

    def select(self, query: str, bindings: Mapping[str, Term] | None = None) -> list[dict[str, Term]]:
        """Rows of a SELECT over the union of all graphs; what is unbound is left out of its row.

        `bindings` gives values to variables, each of which the query must project. Prefixes of `kg.vocab` are known.
        A triple that stands in two graphs is found twice; nothing that is written of an article stands in two.
        """
        given = {Variable(name): value for name, value in (bindings or {}).items()}
        return self._look(lambda graph: _rows(_ask(graph, query, given)))

    def query_raw(self, text: str) -> Answer:
        """The answer to a user's query, whatever its form. Nothing can be changed and no other address is asked.

        Over the union of all graphs, or over those that the query names with FROM. UsageError when it is no query,
        an update, would call a service, or is too deep.
        """
        from kg.foreign import names_its_graphs, refuse_monsters, refuse_services  # noqa: PLC0415 - only here

        refuse_monsters(text)
        refuse_services(text)
        union = not names_its_graphs(text)
        return self._look(lambda graph: _ask(graph, text, {}, union))

    def _look(self, work: Callable[[ox.Store], Found]) -> Found:
        """What `work` finds; a reader whose files a writer has taken away opens the store once more and looks again."""
        with told(self.path):
            for _ in range(ATTEMPTS - 1):
                try:
                    return work(self.graph)
                except (OSError, RuntimeError) as error:
                    if self.path is None or not self.read_only or not _taken_away(self.path / "graph", error):
                        raise
                self._graph = _beside_a_writer(self.path / "graph")
            return work(self.graph)


def _ask(graph: ox.Store, query: str, given: Mapping[Variable, Term], union: bool = True) -> Answer:
    try:
        return graph.query(
            query, prefixes=PREFIXES, use_default_graph_as_union=union, substitutions=dict(given) or None
        )
    except SyntaxError as error:
        raise UsageError(f"this is no SPARQL query: {error.msg}") from error


def _rows(found: Answer) -> list[dict[str, Term]]:
    if not isinstance(found, ox.QuerySolutions):
        raise UsageError("this question wants a SELECT")
    names = [variable.value for variable in found.variables]
    return [{name: value for name in names if (value := row[name]) is not None} for row in found]


def prepare(path: Path, read_only: bool) -> None:
    """See that `path` is a store of our format, or make it one. StoreError when it is something else."""
    version = path / "version"
    if read_only and not version.exists() and (path.is_dir() or not path.exists()):
        raise StoreError(f"there is no store at {path}; make one with `kg ingest`, or name another with --store")
    check_place(path)
    if not read_only:
        _make(path, version)


def check_place(path: Path) -> None:
    """See that a store of our format is at `path`, or may be made there. StoreError when something else lies there."""
    with told(path):
        _check_name(path)
        version = path / "version"
        if path.exists() and not path.is_dir():
            raise StoreError(f"{path} is a file; give the directory of a store")
        if version.exists():
            _check_version(path, version.read_text(encoding="utf-8", errors="replace").strip())
        elif path.exists() and any(child.name not in (DATA, DRAFT) for child in path.iterdir()):
            raise StoreError(f"{path} holds other files and is no store; give an empty or a new directory")


def _check_name(path: Path) -> None:
    try:
        str(path).encode()
    except UnicodeEncodeError as error:
        raise StoreError(f"the name {str(path)!r} is not UTF-8; give the store another") from error


def _make(path: Path, version: Path) -> None:
    (path / DATA).mkdir(parents=True, exist_ok=True)
    if not version.exists():
        draft = path / DRAFT
        draft.write_text(f"{FORMAT}\n", encoding="utf-8")
        draft.replace(version)
    (path / "graph").mkdir(exist_ok=True)


def _check_version(path: Path, found: str) -> None:
    if not found.isdecimal() or len(found) > LONGEST_FORMAT:
        raise StoreError(f"{path / 'version'} should hold a number and holds {found[:40]!r}; is {path} a store?")
    if int(found) > FORMAT:
        remedy = "install that one, or give another directory"
        raise StoreError(f"{path} was written by a newer Claimgraph (format {found}, here {FORMAT}); {remedy}")
    if int(found) < FORMAT:
        remedy = f"move {path / 'data'} away, delete {path} and ingest the articles again"
        raise StoreError(f"{path} has format {found}, this Claimgraph wants {FORMAT}; {remedy}")


def _beside_a_writer(graph: Path) -> ox.Store:
    """The database for reading; a writer may take a file away while it is being opened, so look again."""
    for attempt in range(ATTEMPTS - 1):
        try:
            return ox.Store.read_only(os.fspath(graph))
        except (OSError, RuntimeError) as error:
            if not _taken_away(graph, error):
                raise
            time.sleep(0.05 * 2**attempt)
    return ox.Store.read_only(os.fspath(graph))


def _taken_away(graph: Path, error: Exception) -> bool:
    """Whether a file is missing of a database that is there."""
    return "no such file" in str(error).lower() and (graph / "CURRENT").exists()


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """What the database or the system says, as a StoreError that a person understands."""
    try:
        yield
    except (OSError, RuntimeError) as error:
        raise StoreError(_explain(path, str(error))) from error


def _explain(path: Path | None, said: str) -> str:
    sayings = said.replace(str(path), "").lower()
    for sign, meaning in _MEANINGS.items():
        if sign in sayings:
            return meaning.format(path=path)
    return f"the store at {path} cannot be used: {said}; name another with --store, or see `kg doctor`"


_LOCKED = "another kg is writing to {path}; wait until it has ended, or name another directory with --store"
_DAMAGED = "the store at {path} is damaged; delete {path}/graph and ingest the articles again"
_BLOCKED = "at {path} a file lies where a folder should be, or the reverse; name another with --store"
_MEANINGS = {
    "only possible on read-write": "the store at {path} was opened for reading only; open it for writing",
    "read-write instances": "the store at {path} was never finished; run `kg ingest` again",
    "no space left": "the disk of {path} is full; free some space and run the command again: what was stored stays",
    "lock file": _LOCKED,
    "lock hold": _LOCKED,
    "permission denied": "{path} may not be written or read; change its permissions, or name another with --store",
    "read-only file system": "{path} lies on a disk that cannot be written; name another with --store",
    "file name too long": "the name {path} is too long; name another with --store",
    "[errno 2]": "{path} cannot be made, its folder is not there; name another with --store",
    "file exists": _BLOCKED,
    "not a directory": _BLOCKED,
    "is a directory": _BLOCKED,
    "no such file": "the store at {path} lacks files; delete {path}/graph and ingest the articles again",
    "corruption": _DAMAGED,
    "invalid data": _DAMAGED,
}
"""Signs in what the database says, most telling first, and what they mean to a user."""
