"""The corpus of both stories, made once for all tests."""

import pytest

from helpers.corpus.corpus import Corpus

from .made import corpus


@pytest.fixture(scope="session")
def both() -> Corpus:
    return corpus()
