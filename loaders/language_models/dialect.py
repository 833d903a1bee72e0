"""How an endpoint wants to be asked: not each one knows every parameter of the protocol."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from actorgraph.loaders.language_models.answer_cache import Messages
from actorgraph.loaders.language_models.answers import NAME, answer_schema
from actorgraph.loaders.language_models.language_model import LanguageModel

Form = Literal["json_schema", "json_object", "none"]
SIMPLER: Mapping[Form, Form | None] = {
    "json_schema": "json_object", "json_object": "none", "none": None,
}  # fmt: skip
LIMITS = ("max_tokens", "max_completion_tokens")
FORMAT_WORDS = ("response_format", "json_schema", "json_object", "schema", "structured", "grammar")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """What a request says beside its messages: it begins with the most that the protocol knows."""

    form: Form = "json_schema"
    limit: str = LIMITS[0]
    temperature: bool = True

    def request(self, model: LanguageModel, messages: Messages) -> dict[str, Any]:
        """Return the body of a request."""
        body: dict[str, Any] = {"model": model.model, "messages": list(messages)}
        body[self.limit] = model.answer_tokens
        if self.temperature:
            body["temperature"] = 0
        if self.form == "json_schema":
            schema = {"name": NAME, "strict": True, "schema": answer_schema()}
            body["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif self.form == "json_object":
            body["response_format"] = {"type": "json_object"}
        return body

    def simpler(self, reason: str, *, worked: bool) -> "Dialect | None":
        """Return what to try after a request was refused for this reason, None for nothing more.

        Where the reason names no parameter and nothing has worked yet, it may be the format.
        """
        said = reason.lower()
        if self.limit in said and self.limit == LIMITS[0]:
            return replace(self, limit=LIMITS[1])
        if "temperature" in said and self.temperature:
            return replace(self, temperature=False)
        form = SIMPLER[self.form]
        if form is not None and (not worked or any(word in said for word in FORMAT_WORDS)):
            return replace(self, form=form)
        return None
