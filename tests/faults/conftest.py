"""A forge for each test process."""

from collections.abc import Iterator

import pytest

from tests.faults.helpers import Forge


@pytest.fixture(scope="session")
def forge() -> Iterator[Forge]:
    """The process that forks builds."""
    made = Forge()
    yield made
    made.close()
