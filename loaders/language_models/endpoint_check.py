"""Whether an endpoint answers, and which models it has; no text is sent for it."""

import httpx

from actorgraph.errors import EndpointFailed, KeyRefused
from actorgraph.loaders.language_models.language_model import LanguageModel

SECONDS = 10


def models_at(model: LanguageModel) -> list[str]:
    """Return the names of the models at an endpoint, none where it does not list them.

    Raises EndpointFailed where it does not answer, KeyRefused where it does not take the key.
    """
    headers = {"Authorization": f"Bearer {model.key}"} if model.key else {}
    try:
        answer = httpx.get(
            f"{model.endpoint}/models", headers=headers, timeout=SECONDS,
            trust_env=not model.is_local,
        )  # fmt: skip
    except httpx.RequestError as error:
        raise EndpointFailed(model.endpoint, f"no connection ({error})") from error
    if answer.status_code in (401, 403):
        reason = f"it answers {answer.status_code}"
        raise KeyRefused(model.endpoint, reason, has_key=bool(model.key))
    try:
        return sorted(str(one["id"]) for one in answer.json()["data"])
    except (ValueError, LookupError, TypeError):
        return []
