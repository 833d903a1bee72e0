"""Reading addresses of loopback in tests: without waiting, and with a cache of its own."""

from collections.abc import Callable
from typing import Any

import pytest

from actorgraph.errors import InputError
from actorgraph.loaders.reading import read_articles
from actorgraph.loaders.web_settings import WebSettings
from actorgraph.ontology.articles import Article

Read = Callable[..., tuple[list[Article], list[InputError]]]


@pytest.fixture
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Return a function that reads paths and addresses, quickly, with its own cache."""
    cache = tmp_path_factory.mktemp("cache")

    def reads(*paths: object, **settings: Any) -> tuple[list[Article], list[InputError]]:
        errors: list[InputError] = []
        given = {"allow_private": True, "delay": 0, "read": 3, "whole": 6, "cache": cache}
        web = WebSettings(**(given | settings))
        names = [str(path) for path in paths]
        return list(read_articles(names, on_error=errors.append, web=web)), errors

    return reads
