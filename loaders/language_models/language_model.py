"""Which language model is asked, at which address and with which key: options, environment, file.

The file is the one of graphs, ./actorgraph.toml, else config.toml in the user's folder of settings:

    [language_model]
    endpoint = "http://127.0.0.1:11434/v1"
    model = "qwen3:8b"
    key_file = "model.key"            # beside this file, mode 600; or key = "…"
    price_in = 0.15                   # of a million tokens
    price_out = 0.60
"""

import os
import stat
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from actorgraph.errors import BadSettings
from actorgraph.folders import settings_files

NUMBERS = {
    "price_in": 0.0, "price_out": 0.0, "trust": 0.0, "timeout": 1.0,
    "attempts": 1, "passage": 500, "answer_tokens": 256,
}  # fmt: skip  # each with the least that it can be
WHOLE = frozenset({"attempts", "passage", "answer_tokens"})
WORDS = ("endpoint", "model", "key", "key_file", "currency")
KEYS = (*WORDS, *NUMBERS)
SECTION = "language model"
NO_KEY = "its key has characters that no key has"
HOW = (
    "name one with --endpoint, ACTORGRAPH_LLM_ENDPOINT or a file of settings "
    "(docs/language-models.md); nothing is sent anywhere without it"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageModel:
    """A model behind an endpoint that speaks OpenAI's protocol.

    `endpoint` is the address up to and with /v1; prices are of a million tokens, None where they
    are not known. `trust` (0 to 1) is the confidence of a claim that the model alone states of
    actors that are surely known. `passage` is the longest text asked about at once, in characters,
    `answer_tokens` the most that one answer may take, `timeout` the seconds that it may take.
    """

    endpoint: str
    model: str
    key: str | None = field(default=None, repr=False)
    price_in: float | None = None
    price_out: float | None = None
    currency: str = "USD"
    trust: float = 0.5
    passage: int = 6_000
    answer_tokens: int = 4_096
    timeout: float = 300
    attempts: int = 6

    @property
    def host(self) -> str:
        """The name of the machine that is asked."""
        return urlsplit(self.endpoint).hostname or ""

    @property
    def is_local(self) -> bool:
        """Whether that machine is this one."""
        try:
            return ip_address(self.host).is_loopback
        except ValueError:
            return self.host == "localhost" or self.host.endswith(".localhost")

    @property
    def is_open(self) -> bool:
        """Whether others can read along: another machine is asked without encryption."""
        return not self.is_local and self.endpoint.startswith("http://")


def language_model(*, endpoint: str | None = None, model: str | None = None) -> LanguageModel:
    """Return the model that is given, else that of the environment, else of the file of settings.

    The file's key is for the file's own endpoint: it is never sent to another. Raises BadSettings
    where there is no endpoint or model, or something cannot be used.
    """
    file = _file_part()
    address = endpoint or os.environ.get("ACTORGRAPH_LLM_ENDPOINT") or file.get("endpoint")
    if not address:
        raise BadSettings(SECTION, f"there is no endpoint; {HOW}")
    address = _endpoint(address)
    name = model or os.environ.get("ACTORGRAPH_LLM_MODEL") or file.get("model")
    if not name:
        raise BadSettings(address, "which model? Name it with --model or ACTORGRAPH_LLM_MODEL")
    own = bool(file.get("endpoint")) and _endpoint(file["endpoint"]) == address
    key = os.environ.get("ACTORGRAPH_LLM_KEY") or (file.get("key") if own else None)
    given = {name: file[name] for name in (*NUMBERS, "currency") if name in file}
    return LanguageModel(endpoint=address, model=name, key=_usable(key), **given)


def is_configured() -> bool:
    """Return whether the environment or a file of settings names an endpoint."""
    return bool(os.environ.get("ACTORGRAPH_LLM_ENDPOINT") or _file_part().get("endpoint"))


def _endpoint(address: str) -> str:
    parts = urlsplit(address)
    shown = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise BadSettings(shown, "an endpoint begins with http:// or https:// and a host")
    try:
        _ = parts.port
    except ValueError as error:
        raise BadSettings(shown, str(error)) from error
    if parts.username is not None or parts.query or parts.fragment:
        reason = "a key does not belong into an address; set ACTORGRAPH_LLM_KEY, or a key_file"
        raise BadSettings(shown, reason)
    return shown.rstrip("/").removesuffix("/chat/completions").rstrip("/")


def _usable(key: str | None) -> str | None:
    """Return a key without white space around it; one that no header can hold is refused."""
    key = (key or "").strip()
    if not key.isascii() or not key.isprintable():
        raise BadSettings(SECTION, NO_KEY)
    return key or None


def _file_part() -> Mapping[str, Any]:
    """Return [language_model] of the first file of settings that has it, its key read."""
    for path in settings_files():
        if not path.is_file():
            continue
        try:
            part = tomllib.loads(path.read_text(encoding="utf-8")).get("language_model")
        except (OSError, ValueError) as error:
            raise BadSettings(str(path), str(error)) from error
        if part is not None:
            return _checked(path, part)
    return {}


def _checked(path: Path, part: object) -> Mapping[str, Any]:
    if not isinstance(part, dict):
        raise BadSettings(str(path), "language_model has to be a table: [language_model]")
    for name, value in part.items():
        if reason := _wrong(name, value):
            raise BadSettings(str(path), f"[language_model] {reason}")
    return part | {"key": _key(path, part)}


def _wrong(name: str, value: object) -> str:
    """Return what is wrong with a setting, "" where nothing is."""
    if name not in KEYS:
        close = get_close_matches(name, KEYS, n=1) or KEYS
        return f"has no setting {name!r}; did you mean {close[0]!r}?"
    if name in WORDS:
        return "" if isinstance(value, str) else f"{name} has to be text in quotation marks"
    sort = int if name in WHOLE else int | float
    if not isinstance(value, sort) or isinstance(value, bool) or not value >= NUMBERS[name]:
        return f"{name} is {value!r}; it is a number from {NUMBERS[name]} on"
    if name == "trust" and value > 1:
        return f"trust is {value!r}; it is a number from 0 to 1"
    return ""


def _key(path: Path, part: Mapping[str, str]) -> str | None:
    if "key" in part:
        _expect_private(path)
        return part["key"]
    if "key_file" not in part:
        return None
    file = path.parent / Path(part["key_file"]).expanduser()
    try:
        _expect_private(file)
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:
        raise BadSettings(str(path), f"key_file cannot be read: {error}") from error


def _expect_private(path: Path) -> None:
    """Refuse a file with a key that others can read; Windows keeps such rights elsewhere."""
    if os.name != "nt" and stat.S_IMODE(path.stat().st_mode) & (stat.S_IRWXG | stat.S_IRWXO):
        raise BadSettings(str(path), f"it holds a key that others can read; chmod 600 {path}")
