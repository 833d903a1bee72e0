"""The settings of the local engine: memory, port, and how long it stays when nobody uses it."""

import os
from dataclasses import dataclass

from actorgraph.errors import UsageError
from actorgraph.graph.jars import ENGINE_VERSION


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How an engine is started; the defaults leave most of 8 GB to others.

    `heap` and `page_cache` are sizes as Java writes them ("1g", "512m"); `idle` is in seconds;
    `port` 0 takes any free one; `start_limit` is how long a start may take, in seconds.
    """

    version: str = ENGINE_VERSION
    heap: str = "1g"
    page_cache: str = "512m"
    idle: float = 600.0
    port: int = 0
    start_limit: float = 120.0


def settings_from_environment() -> EngineSettings:
    """Return the settings; ACTORGRAPH_HEAP, _PAGE_CACHE, _IDLE and _PORT change the defaults."""
    default = EngineSettings()
    return EngineSettings(
        heap=os.environ.get("ACTORGRAPH_HEAP", default.heap),
        page_cache=os.environ.get("ACTORGRAPH_PAGE_CACHE", default.page_cache),
        idle=_number("ACTORGRAPH_IDLE", default.idle),
        port=int(_number("ACTORGRAPH_PORT", default.port)),
    )


def _number(name: str, default: float) -> float:
    value = os.environ.get(name, "")
    try:
        return float(value) if value else default
    except ValueError:
        message = f"{name} is {value!r}, which is no number"
        raise UsageError(message) from None
