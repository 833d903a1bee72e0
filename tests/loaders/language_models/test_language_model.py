"""Which model is asked: options, environment and file, and where a key may come from."""

from pathlib import Path

import pytest

from actorgraph.errors import BadSettings
from actorgraph.loaders.language_models.language_model import is_configured, language_model

URL = "http://127.0.0.1:8000/v1"
FILE = f"""
[language_model]
endpoint = "{URL}"
model = "file-model"
price_in = 0.5
trust = 0.6
attempts = 2
"""


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder without settings, and an environment without any."""
    for name in ("ENDPOINT", "MODEL", "KEY"):
        monkeypatch.delenv(f"ACTORGRAPH_LLM_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    return tmp_path


def lay(folder: Path, text: str, mode: int = 0o600, name: str = "actorgraph.toml") -> None:
    (folder / name).write_text(text, encoding="utf-8")
    (folder / name).chmod(mode)


def test_nothing_is_asked_where_nothing_is_named() -> None:
    assert not is_configured()
    with pytest.raises(BadSettings, match=r"there is no endpoint.*nothing is sent anywhere"):
        language_model()
    with pytest.raises(BadSettings, match="which model"):
        language_model(endpoint=URL)


def test_options_come_before_the_environment_and_that_before_the_file(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(folder, FILE)
    assert (language_model().model, language_model().price_in) == ("file-model", 0.5)
    assert (language_model().trust, language_model().attempts) == (0.6, 2)
    assert is_configured()

    monkeypatch.setenv("ACTORGRAPH_LLM_MODEL", "environment-model")
    assert language_model().model == "environment-model"
    assert language_model(model="option-model").model == "option-model"


def test_a_key_comes_from_the_environment_or_a_private_file_and_is_never_shown(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay(folder, f'{FILE}key_file = "model.key"')
    lay(folder, "sk-file\n", name="model.key")
    assert language_model().key == "sk-file"
    assert "sk-file" not in repr(language_model())

    monkeypatch.setenv("ACTORGRAPH_LLM_KEY", " sk-environment ")
    assert language_model().key == "sk-environment"


def test_the_files_key_goes_to_the_files_endpoint_alone(folder: Path) -> None:
    lay(folder, f'{FILE}key = "sk-file"')

    assert language_model(endpoint=f"{URL}/").key == "sk-file"
    assert language_model(endpoint="https://models.example/v1").key is None


@pytest.mark.parametrize("name", ["actorgraph.toml", "model.key"])
def test_a_key_that_others_can_read_is_refused(folder: Path, name: str) -> None:
    lay(folder, FILE + ('key = "sk"' if name == "actorgraph.toml" else 'key_file = "model.key"'))
    lay(folder, "sk", name="model.key")
    (folder / name).chmod(0o644)

    with pytest.raises(BadSettings, match=f"chmod 600 .*{name}"):
        language_model()


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("modle = 'x'", "did you mean 'model'"),
        ("trust = 2", "trust is 2"),
        ("trust = true", "trust is True"),
        ("attempts = 0", "attempts is 0; it is a number from 1 on"),
        ("price_in = nan", "price_in is nan"),
        ("passage = 2.5", "passage is 2.5"),
        ("model = 3", "model has to be text"),
        ('key_file = "nowhere"', "key_file cannot be read"),
        ('key = "clé"', "characters that no key has"),
        ("= 3", "actorgraph.toml"),
    ],
)
def test_a_setting_that_cannot_be_used_is_told(folder: Path, line: str, words: str) -> None:
    lay(
        folder,
        f'[language_model]\nendpoint = "{URL}"\n{line}\n' + "model = 'm'\n" * ("model" not in line),
    )

    with pytest.raises(BadSettings, match=words):
        language_model()


@pytest.mark.parametrize(
    ("endpoint", "words"),
    [
        ("localhost:8000/v1", "begins with http"),
        ("ftp://models.example/v1", "begins with http"),
        ("https://user:secret@models.example/v1", "a key does not belong into an address"),
        ("https://models.example/v1?key=secret", "a key does not belong into an address"),
        ("http://models.example:99999/v1", "[Pp]ort"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_secret(
    endpoint: str, words: str
) -> None:
    with pytest.raises(BadSettings, match=words) as error:
        language_model(endpoint=endpoint, model="m")
    assert "secret" not in str(error.value)


@pytest.mark.parametrize(
    ("endpoint", "local", "open_"),
    [
        (URL, True, False),
        ("http://localhost/v1", True, False),
        ("http://[::1]:80/v1", True, False),
        ("http://models.example/v1", False, True),
        ("https://models.example/v1/chat/completions", False, False),
    ],
)
def test_who_can_read_along(endpoint: str, local: bool, open_: bool) -> None:  # noqa: FBT001
    model = language_model(endpoint=endpoint, model="m")

    assert (model.is_local, model.is_open) == (local, open_)
    assert model.endpoint.endswith("/v1")


def test_the_settings_of_the_guide_are_settings(folder: Path) -> None:
    guide = Path(__file__).parents[3] / "docs" / "language-models.md"
    lay(folder, guide.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0])
    lay(folder, "sk-file", name="model.key")

    assert (language_model().model, language_model().key) == ("small-2026", "sk-file")
    assert (language_model().price_in, language_model().price_out) == (0.15, 0.6)
