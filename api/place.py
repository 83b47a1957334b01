"""Where the store and the user's own data lie."""

from __future__ import annotations

from pathlib import Path

from kg.gazetteer import Knowledge
from kg.store import Store, check_place


def knowledge(store: str) -> Knowledge:
    """The packaged data and the user's own beside the store. DataError with every problem."""
    return Knowledge.load(own_data(store))


def own_data(store: str) -> Path:
    """The folder of the user's own entities.ttl and metrics.ttl."""
    return Path(store) / "data"


def writable_data(store: str) -> Path:
    """The same, to write to. StoreError when no store lies there and none may be made there."""
    check_place(Path(store))
    return own_data(store)


def reading(store: str) -> Store:
    """The store, opened so that it cannot be changed. StoreError when there is none."""
    return Store.open(store, read_only=True)
