"""Answers that were paid for, kept by what was asked: the same question costs nothing again."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from actorgraph.folders import cache_folder
from actorgraph.loaders.language_models.answers import answer_schema
from actorgraph.loaders.language_models.budget import Tokens

Messages = Sequence[Mapping[str, str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model answered: `finish` says why it stopped, `refused` that it would not answer."""

    content: str
    finish: str
    refused: bool
    took: Tokens


class AnswerCache:
    """A folder with a file for each answer. A folder that cannot be written keeps nothing."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder if folder is not None else cache_folder() / "language-models"

    def get(self, key: str) -> Answer | None:
        """Return the answer of this key, or None where there is none that is whole."""
        try:
            kept = json.loads(self._place(key).read_bytes())
            took = Tokens(int(kept["took"]["given"]), int(kept["took"]["made"]))
            return Answer(
                content=str(kept["content"]), finish=str(kept["finish"]),
                refused=bool(kept["refused"]), took=took,
            )  # fmt: skip
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, written at once, so that a stop in between leaves nothing half done."""
        place = self._place(key)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            with NamedTemporaryFile(dir=place.parent, delete=False) as file:
                file.write(json.dumps(asdict(answer), ensure_ascii=False).encode())
            Path(file.name).replace(place)
        except OSError:  # a full or read-only disk costs a second call, and no article
            return

    def _place(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"


def key_of(model: str, messages: Messages, answer_tokens: int) -> str:
    """Return the name of a question: the model, all that it is told, and how long it may answer.

    So a change of prompt, ontology or text asks again; the article's id is no part of it, nor the
    endpoint: the same model at another address is asked the same question once.
    """
    asked = [model, list(map(dict, messages)), answer_schema(), answer_tokens]
    text = json.dumps(asked, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
