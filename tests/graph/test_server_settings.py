"""User, password and database of a server: who wins, and what is refused."""

from pathlib import Path

import pytest

from actorgraph.errors import BadSettings
from actorgraph.graph.server_settings import graph_file, is_server, login_for

HOST = "neo4j+s://graphs.example.org"


@pytest.fixture(autouse=True)
def nothing_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"ACTORGRAPH_{name}", raising=False)
    for name in ("USERNAME", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"NEO4J_{name}", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")


def written(path: Path, text: str, mode: int = 0o600) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    path.chmod(mode)
    return path


def test_without_anything_it_is_neo4j_without_a_password() -> None:
    login = login_for(HOST)

    assert (login.uri, login.user, login.password, login.database) == (HOST, "neo4j", None, None)
    assert is_server(HOST)
    assert not is_server("neo4j.db")


def test_given_goes_before_address_environment_and_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '[graph]\nuser = "file"\npassword = "p-file"\ndatabase = "d-file"\n'
    written(tmp_path / "config" / "actorgraph" / "config.toml", text)
    assert login_for(HOST).user == "file"
    assert login_for(HOST).password == "p-file"
    monkeypatch.setenv("NEO4J_USERNAME", "aura")
    monkeypatch.setenv("NEO4J_PASSWORD", "p-aura")
    assert (login_for(HOST).user, login_for(HOST).password) == ("aura", "p-aura")
    monkeypatch.setenv("ACTORGRAPH_USER", "own")
    assert (login_for(HOST).user, login_for(HOST).database) == ("own", "d-file")

    login = login_for("neo4j+s://ann@graphs.example.org:7687/claims")
    assert (login.uri, login.user, login.database) == (f"{HOST}:7687", "ann", "claims")
    given = login_for(f"{HOST}/claims", user="u", password="p", database="other")
    assert (given.user, given.password, given.database) == ("u", "p", "other")


def test_the_folder_goes_before_the_user_and_files_are_not_mixed(tmp_path: Path) -> None:
    text = '[graph]\nuser = "home"\npassword = "secret"\n'
    written(tmp_path / "config" / "actorgraph" / "config.toml", text)
    written(Path("actorgraph.toml"), f'[graph]\nuri = "{HOST}"\n', 0o644)

    assert graph_file().uri == HOST
    assert login_for(HOST).password is None


def test_the_password_of_a_file_is_never_sent_to_another_server() -> None:
    written(Path("actorgraph.toml"), f'[graph]\nuri = "{HOST}"\npassword = "secret"\n')

    assert login_for(HOST).password == "secret"
    assert login_for(f"{HOST}/other").password == "secret"
    assert login_for("neo4j://elsewhere.example.org").password is None


def test_a_folder_is_meant_from_where_the_file_stands(tmp_path: Path) -> None:
    written(tmp_path / "config" / "actorgraph" / "config.toml", '[graph]\nuri = "syria.db"\n')

    assert graph_file().uri == str(tmp_path / "config" / "actorgraph" / "syria.db")


def test_a_password_that_others_can_read_is_refused() -> None:
    file = written(Path("actorgraph.toml"), '[graph]\npassword = "secret"\n', 0o644)
    with pytest.raises(BadSettings, match="chmod 600") as told:
        login_for(HOST)
    assert "secret" not in str(told.value)

    file.write_text('[graph]\npassword_file = "word"\n', encoding="utf-8")
    word = written(Path("word"), "secret\n", 0o640)
    with pytest.raises(BadSettings, match="chmod 600 word"):
        login_for(HOST)
    word.chmod(0o400)
    assert login_for(HOST).password == "secret"
    word.unlink()
    with pytest.raises(BadSettings, match="password_file cannot be read"):
        login_for(HOST)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[graph]\nuser = neo4j\n", "line 2"),
        ('[graph]\nusr = "ann"\n', "did you mean 'user'"),
        ("[graph]\nuser = 7\n", "quotation marks"),
        ("graph = 1\n", "has to be a table"),
    ],
)
def test_a_file_that_cannot_be_used_is_told_with_its_name(text: str, told: str) -> None:
    written(Path("actorgraph.toml"), text)

    with pytest.raises(BadSettings, match=rf"actorgraph.toml: .*{told}"):
        login_for(HOST)


def test_a_password_in_an_address_is_refused_and_not_repeated() -> None:
    with pytest.raises(BadSettings, match="ACTORGRAPH_PASSWORD") as told:
        login_for("neo4j://ann:secret@graphs.example.org")

    assert "secret" not in str(told.value)


def test_a_login_does_not_show_its_password() -> None:
    assert "secret" not in repr(login_for(HOST, password="secret"))
