"""The store: what it keeps, what it refuses, and what it says when something is in the way."""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, QueryBoolean, QueryTriples, Triple

from kg import iris
from kg.errors import StoreError, UsageError
from kg.gazetteer import Knowledge
from kg.rdf import claim_from, extraction_from, put, to_triples
from kg.store import FORMAT, Store
from kg.vocab import SCHEMA
from tests.extractions import plain


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "kg"


@pytest.fixture
def filled(path: Path) -> Path:
    with Store.open(path) as store:
        for number in range(3):
            put(store, plain(number), "1")
    return path


def test_a_new_store_is_made_with_all_it_needs(path: Path) -> None:
    with Store.open(path) as store:
        assert store.data_dir == path / "data"
    assert sorted(child.name for child in path.iterdir()) == ["data", "graph", "version"]
    assert (path / "version").read_text() == f"{FORMAT}\n"


def test_a_store_in_memory_has_no_place() -> None:
    with Store.memory() as store:
        assert (store.path, store.data_dir, store.articles()) == (None, None, [])


def test_articles_are_kept_and_listed_in_order(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        assert store.articles() == ["article-0", "article-1", "article-2"]
        assert store.fingerprint_of("article-1") == "1"
        assert store.fingerprint_of("article-9") is None


def test_replacing_an_article_leaves_the_others_alone(filled: Path) -> None:
    changed = plain(1, sentences=2, revision="左右")
    with Store.open(filled) as store:
        before = {triple for triple in store.quads() if triple.graph_name != iris.article("article-1")}
        put(store, changed, "2")
        after = {triple for triple in store.quads() if triple.graph_name != iris.article("article-1")}
        assert before == after
        assert extraction_from(store, "article-1") == changed
        assert store.fingerprint_of("article-1") == "2"
        lost = plain(1).claims[3].id
        assert store.article_of(lost) is None


def test_writing_the_same_again_changes_nothing(filled: Path) -> None:
    with Store.open(filled) as store:
        before = set(store.quads())
        put(store, plain(1), "1")
        assert set(store.quads()) == before


def test_a_removed_article_is_gone(filled: Path) -> None:
    with Store.open(filled) as store:
        store.remove("article-1")
        store.remove("never there")
        assert store.articles() == ["article-0", "article-2"]


def test_the_graph_of_the_user_survives(filled: Path) -> None:
    note = Triple(iris.claim("x"), SCHEMA.text, Literal("mine"))
    with Store.open(filled) as store:
        store.replace_graph(iris.USER, [note])
        put(store, plain(0, revision="!"), "2")
        store.remove("article-1")
        assert [quad.triple for quad in store.quads(graph=iris.USER)] == [note]
        assert iris.USER.value not in store.articles()


def test_reference_gives_labels_and_is_written_once() -> None:
    knowledge = Knowledge.load()
    with Store.memory() as store:
        store.replace_reference(knowledge)
        size = len(store.quads(graph=iris.REFERENCE))
        query = "SELECT ?label { ?of a cg:Company ; skos:prefLabel ?label } ORDER BY ?label"
        labels = {row["label"].value for row in store.select(query)}
        assert {"NVIDIA", "英伟达", "輝達"} <= labels
        assert store.articles() == []
        store.replace_graph(iris.REFERENCE, [])
        store.replace_reference(knowledge)
        assert len(store.quads(graph=iris.REFERENCE)) == size


# Asking


def test_select_binds_values_and_never_pastes_them(filled: Path) -> None:
    query = (
        "SELECT ?claim ?text { ?claim a schema:Claim ; schema:appearance ?article ; schema:text ?text ; cg:kind ?kind }"
    )
    with Store.open(filled, read_only=True) as store:
        assert len(store.select(query)) == 15
        whole = "SELECT ?claim ?article { ?claim schema:appearance ?article }"
        assert len(store.select(whole, {"article": iris.article("article-1")})) == 5
        nasty = Literal('x" } UNION { ?a ?b ?c } #')
        assert store.select("SELECT ?claim ?text { ?claim schema:text ?text }", {"text": nasty}) == []


def test_select_leaves_out_what_is_unbound(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        rows = store.select("SELECT ?a ?u { ?a a schema:Article OPTIONAL { ?a schema:url ?u } } LIMIT 1")
        assert [sorted(row) for row in rows] == [["a"]]


def test_a_user_may_ask_in_every_form(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        assert isinstance(answer := store.query_raw("ASK { ?c a schema:Claim }"), QueryBoolean)
        assert bool(answer)
        graph = store.query_raw("CONSTRUCT { ?c a schema:Claim } WHERE { ?c a schema:Claim }")
        assert isinstance(graph, QueryTriples)
        assert len(list(graph)) == 15


ONE = iris.article("article-1")


@pytest.mark.parametrize(
    ("query", "claims"),
    [
        ("SELECT ?c { ?c a schema:Claim }", 15),
        (f"SELECT ?c FROM {ONE} {{ ?c a schema:Claim }}", 5),
        (f"SELECT ?c from {ONE} FROM {iris.article('article-2')} {{ ?c a schema:Claim }}", 10),
        (f"SELECT ?c FROM NAMED {ONE} {{ GRAPH ?g {{ ?c a schema:Claim }} }}", 5),
        (f"SELECT ?c {{ GRAPH {ONE} {{ ?c a schema:Claim }} }}", 5),
        ("SELECT ?from { ?from a schema:Claim } # from <nowhere>", 15),
    ],
)
def test_a_query_may_say_of_which_graphs_it_asks(query: str, claims: int, filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        assert len(list(store.query_raw(query))) == claims  # type: ignore[arg-type]


class Listener:
    """A server that only notes whether anybody came."""

    def __init__(self) -> None:
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.socket.settimeout(0.3)
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}/sparql"
        self.callers = 0
        self.thread = threading.Thread(target=self.listen)
        self.thread.start()

    def listen(self) -> None:
        try:
            while True:
                caller, _ = self.socket.accept()
                self.callers += 1
                caller.close()
        except OSError:
            pass


@pytest.fixture
def listener() -> Iterator[Listener]:
    listener = Listener()
    yield listener
    listener.thread.join()
    listener.socket.close()


SERVICES = {
    "plain": "SELECT * {{ SERVICE <{at}> {{ ?s ?p ?o }} }}",
    "silent and small": "select * {{ service silent <{at}> {{ ?s ?p ?o }} }}",
    "deep": "SELECT * {{ {{ SELECT ?s {{ OPTIONAL {{ SERVICE <{at}> {{ ?s ?p ?o }} }} }} }} }}",
    "in a filter": "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{at}> {{ ?s ?p ?o }} }} }}",
    "in a minus": "ASK {{ ?s ?p ?o MINUS {{ SERVICE <{at}> {{ ?s ?p ?o }} }} }}",
    "by variable": "SELECT * {{ BIND(<{at}> AS ?where) SERVICE ?where {{ ?s ?p ?o }} }}",
    "escaped letters": "SELECT * {{ \\u0053ERVICE <{at}> {{ ?s ?p ?o }} }}",
    "behind a comment": "SELECT * {{ # 'quiet\nSERVICE <{at}> {{ ?s ?p ?o }} }}",
    "construct": "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SERVICE <{at}> {{ ?s ?p ?o }} }}",
}


@pytest.mark.parametrize("case", SERVICES)
def test_no_query_leaves_the_house(case: str, listener: Listener) -> None:
    with Store.memory() as store:
        put(store, plain(1), "1")
        with pytest.raises(UsageError):
            store.query_raw(SERVICES[case].format(at=listener.address))
    listener.thread.join()
    assert listener.callers == 0


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?s { ?s schema:name 'a SERVICE <http://x/> { }' }",
        "SELECT ?service { ?service a schema:Claim } # service",
        "SELECT ?s { ?s a <http://example.org/SERVICE> }",
        'SELECT ?s { ?s schema:name "back\\\\slash \\" and \\u0041" }',
    ],
)
def test_the_word_service_is_no_crime(query: str) -> None:
    with Store.memory() as store:
        store.query_raw(query)


@pytest.mark.parametrize(
    "query",
    [
        "",
        "SELECT",
        "INSERT DATA { <a:a> <a:b> <a:c> }",
        "DROP ALL",
        "LOAD <http://127.0.0.1/x>",
        "DELETE WHERE { ?s ?p ?o }",
        "SELECT * { ?s nowhere:p ?o }",
    ],
)
def test_what_is_no_query_is_said_to_be_none(query: str) -> None:
    with Store.memory() as store:
        put(store, plain(1), "1")
        with pytest.raises(UsageError, match="no SPARQL query"):
            store.query_raw(query)
        assert store.articles() == ["article-1"]


def test_select_wants_a_select() -> None:
    with Store.memory() as store, pytest.raises(UsageError, match="SELECT"):
        store.select("ASK { ?s ?p ?o }")


# What can be in the way


def test_a_closed_store_says_so(path: Path) -> None:
    with Store.open(path) as store:
        pass
    with pytest.raises(StoreError, match="closed"):
        store.articles()


def test_a_closed_store_can_be_opened_again(path: Path) -> None:
    for _ in range(2):
        with Store.open(path) as store:
            put(store, plain(1), "1")


def refusals(path: Path) -> dict[str, tuple[Callable[[], object], bool, str]]:
    """Case -> how to prepare `path`, whether to open it for reading, what is said."""
    return {
        "nothing to read": (lambda: None, True, "no store at .* make one with `kg ingest`"),
        "a file": (lambda: path.write_text("x"), False, "is a file; give the directory"),
        "a file to read": (lambda: path.write_text("x"), True, "is a file; give the directory"),
        "below a file": (lambda: path.parent.joinpath("kg").write_text("x"), False, "is a file"),
        "a folder of other things": (lambda: _write(path / "notes.txt", "x"), False, "holds other files"),
        "a newer version": (lambda: _versioned(path, str(FORMAT + 1)), False, "newer Claimgraph"),
        "a newer version to read": (lambda: _versioned(path, "99"), True, "newer Claimgraph"),
        "an older version": (lambda: _versioned(path, "0"), False, "ingest the articles again"),
        "a version that is none": (lambda: _versioned(path, "one"), False, "should hold a number"),
        "a version of bytes": (lambda: _versioned(path, "\x00ÿ"), False, "should hold a number"),
        "a cut manifest": (lambda: _cut(path, "MANIFEST*"), False, "damaged; delete .*graph and ingest"),
        "cut tables": (lambda: _cut(path, "*.sst"), False, "damaged; delete .*graph and ingest"),
        "no pointer": (lambda: _remove(path, "CURRENT"), False, "damaged; delete .*graph and ingest"),
        "no tables": (lambda: _remove(path, "*.sst"), True, "lacks files; delete .*graph and ingest"),
        "no database": (lambda: _remove(path, "*"), True, "lacks files; delete .*graph and ingest"),
    }


def _write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True)
    file.write_text(text, encoding="utf-8")


def _filled(path: Path) -> None:
    with Store.open(path) as store:
        put(store, plain(1), "1")


def _versioned(path: Path, version: str) -> None:
    _filled(path)
    (path / "version").write_text(version, encoding="utf-8")


def _cut(path: Path, pattern: str) -> None:
    _filled(path)
    for file in (path / "graph").glob(pattern):
        file.write_bytes(file.read_bytes()[:50])


def _remove(path: Path, pattern: str) -> None:
    _filled(path)
    for file in (path / "graph").glob(pattern):
        file.unlink()


CASES = sorted(refusals(Path()))


def test_every_refusal_is_tried() -> None:
    assert len(CASES) == 15


@pytest.mark.parametrize("case", CASES)
def test_what_is_in_the_way_is_said_with_a_remedy(case: str, path: Path) -> None:
    before, read_only, message = refusals(path)[case]
    before()
    with pytest.raises(StoreError, match=message) as caught:
        Store.open(path, read_only=read_only)
    assert str(path) in str(caught.value)


def test_the_name_of_a_directory_is_no_sign(tmp_path: Path) -> None:
    path = tmp_path / "lock file: permission denied" / "kg"
    _cut(path, "MANIFEST*")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(path)


def test_the_users_own_data_may_be_there_first(path: Path) -> None:
    _write(path / "data" / "entities.ttl", "")
    with Store.open(path) as store:
        put(store, plain(1), "1")
    assert (path / "data" / "entities.ttl").exists()


def test_a_damaged_store_is_mended_as_the_message_says(filled: Path) -> None:
    for file in (filled / "graph").glob("MANIFEST*"):
        file.write_bytes(b"x")
    with pytest.raises(StoreError, match="damaged"):
        Store.open(filled)
    shutil.rmtree(filled / "graph")
    with Store.open(filled) as store:
        assert store.articles() == []
        put(store, plain(0), "1")
        assert store.articles() == ["article-0"]


HOLDER = """
import sys
from kg.store import Store
with Store.open(sys.argv[1]):
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(filled: Path) -> Iterator[Path]:
    """A store that another process holds."""
    command = [sys.executable, "-c", HOLDER, str(filled)]
    root = Path(__file__).resolve().parents[1]
    with subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"open\n"
        yield filled
        process.communicate()


def test_a_store_that_another_process_writes_is_refused_with_its_name(holder: Path) -> None:
    with pytest.raises(StoreError, match=r"another kg is writing to .*; wait until it has ended") as caught:
        Store.open(holder)
    assert str(holder) in str(caught.value)


def test_a_store_that_another_process_writes_can_be_read(holder: Path) -> None:
    with Store.open(holder, read_only=True) as store:
        assert len(store.articles()) == 3
        assert extraction_from(store, "article-1") == plain(1)


def test_a_reader_finds_its_way_when_a_writer_takes_its_files_away(filled: Path) -> None:
    with Store.open(filled, read_only=True) as reader, Store.open(filled) as writer:
        before = reader.graph
        for number in range(3):
            put(writer, plain(number, revision="!"), "2")
        writer.graph.optimize()
        assert reader.articles() == ["article-0", "article-1", "article-2"]
        assert extraction_from(reader, "article-1") == plain(1, revision="!")
        assert len(reader.select("SELECT ?c { ?c a schema:Claim }")) == 15
        assert reader.graph is not before


def test_a_store_for_reading_cannot_be_written(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store, pytest.raises(StoreError, match="for reading only"):
        put(store, plain(9), "1")


def test_one_claim_is_read_by_few_lookups(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    claim = plain(1).claims[2]
    asked: list[NamedNode | None] = []
    look = Store.quads
    monkeypatch.setattr(
        Store, "quads", lambda self, *a, **k: (asked.append(a[0] if a else None), look(self, *a, **k))[1]
    )
    with Store.open(filled, read_only=True) as store:
        assert claim_from(store, claim.id) == claim
    assert None not in asked
    assert len(asked) <= 12


def test_triples_of_an_article_stand_in_its_graph_only(filled: Path) -> None:
    with Store.open(filled, read_only=True) as store:
        names = {quad.graph_name for quad in store.quads()}
        assert names == {iris.article(f"article-{number}") for number in range(3)}
        assert len(store.quads(graph=iris.article("article-1"))) == len(to_triples(plain(1))) + 1
