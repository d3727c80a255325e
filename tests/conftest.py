"""Sites that are built once and looked at by many tests."""

import os

import hypothesis
import pytest

from . import helpers
from .helpers import Built

os.environ.pop("PORTAL_KIOSK_KEY", None)  # what is built here is not signed with the key of whoever runs the tests
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")  # a busy machine is no failure


@pytest.fixture(scope="session")
def good_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The good mini site as of its day."""
    return helpers.build(helpers.GOOD, tmp_path_factory.mktemp("good") / "output", helpers.GOOD_DAY)


@pytest.fixture(scope="session")
def real_site(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The real content as of a fixed day."""
    return helpers.build(helpers.ROOT, tmp_path_factory.mktemp("real") / "output", helpers.REAL_DAY)
