"""The settings of the local engine: memory, port, and how long it stays when nobody uses it."""

import os
import re
from dataclasses import dataclass

from actorgraph.errors import BadSettings
from actorgraph.graph.jars import ENGINE_VERSION

SIZE = re.compile(r"[1-9]\d*[kmgKMG]")
LONGEST = 366 * 24 * 3600.0  # seconds
LAST_PORT = 65535


@dataclass(frozen=True, slots=True, kw_only=True)
class EngineSettings:
    """How an engine is started; the defaults leave most of 8 GB to others.

    `heap` and `page_cache` are sizes as Java writes them ("1g", "512m"); `idle` is in seconds;
    `port` 0 takes any free one; `start_limit` is how long a start may take, in seconds; `aot`
    says whether a cache of Java's classes is made and used.
    """

    version: str = ENGINE_VERSION
    heap: str = "1g"
    page_cache: str = "512m"
    idle: float = 600.0
    port: int = 0
    start_limit: float = 120.0
    aot: bool = True


def settings_from_environment() -> EngineSettings:
    """Return the settings; ACTORGRAPH_HEAP, _PAGE_CACHE, _IDLE, _PORT and _AOT change the defaults.

    Raises BadSettings, which names the variable.
    """
    default = EngineSettings()
    return EngineSettings(
        heap=_size("ACTORGRAPH_HEAP", default.heap),
        page_cache=_size("ACTORGRAPH_PAGE_CACHE", default.page_cache),
        idle=_number("ACTORGRAPH_IDLE", default.idle, most=LONGEST),
        port=int(_number("ACTORGRAPH_PORT", default.port, most=LAST_PORT)),
        aot=_switch("ACTORGRAPH_AOT", default=default.aot),
    )


def _switch(name: str, *, default: bool) -> bool:
    value = os.environ.get(name) or ("on" if default else "off")
    if value not in {"on", "off"}:
        raise BadSettings(name, f"{value!r} is neither on nor off")
    return value == "on"


def _size(name: str, default: str) -> str:
    value = os.environ.get(name) or default
    if not SIZE.fullmatch(value):
        raise BadSettings(name, f"{value!r} is no size; write it like 512m or 2g")
    return value


def _number(name: str, default: float, *, most: float) -> float:
    value = os.environ.get(name, "")
    try:
        number = float(value) if value else default
    except ValueError:
        raise BadSettings(name, f"{value!r} is no number") from None
    if not 0 <= number <= most:
        raise BadSettings(name, f"{value} is not between 0 and {most:.0f}")
    return number
