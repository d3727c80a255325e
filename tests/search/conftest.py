"""A published search, and a client of its service."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.search.serving import DOCS, Client, publish


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("service")
    publish(made, DOCS)
    return made


@pytest.fixture
def client(served: Path) -> Iterator[Client]:
    made = Client(served)
    yield made
    made.standing.close()
