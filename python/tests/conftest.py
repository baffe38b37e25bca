"""Shared fixtures."""

import pytest
from shared_pages import ARTICLE


@pytest.fixture
def article():
    return ARTICLE
