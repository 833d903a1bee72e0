"""What keeps a page's data inert: its security policy by hashes, and its blocks of JSON."""

import base64
import hashlib
from typing import Any

from markupsafe import Markup

from actorgraph.queries.page_data import PLAIN_LIMIT, inert_json, packed


def _hash(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def policy(styles: str, *scripts: str) -> str:
    """Return the policy under which a browser runs these scripts and styles, and nothing else."""
    return (
        f"default-src 'none'; script-src {' '.join(map(_hash, scripts))}; "
        f"style-src {_hash(styles)}; style-src-attr 'none'; img-src data:; connect-src 'none'; "
        "base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def data_block(name: str, value: Any) -> dict[str, str]:
    """Return a block that the page's script reads as JSON; a long one is packed."""
    text = inert_json(value)
    if len(text) <= PLAIN_LIMIT:
        return {"name": name, "type": "application/json", "text": Markup(text)}  # noqa: S704
    return {"name": name, "type": "text/plain", "text": packed(text)}
