"""What every test may ask for: one reader a process, and whether golden files are to be written anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

collect_ignore = ["benchmarks"]

if TYPE_CHECKING:
    from ingest.pipeline import Reader


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--refresh-golden", action="store_true", help="write tests/golden anew from what the code gives")


@pytest.fixture(scope="session")
def refresh_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--refresh-golden"))


@pytest.fixture(scope="session")
def reader() -> Reader:
    """Reads articles with the packaged knowledge; models are loaded once."""
    from ingest.pipeline import Reader
    from kg.gazetteer import Knowledge

    return Reader(Knowledge.load())
