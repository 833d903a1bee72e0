"""compose.yaml starts a Neo4j that this package accepts, for this machine alone."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from actorgraph.graph.jars import ENGINE_VERSION
from actorgraph.graph.server_check import expect_version

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")


@pytest.fixture
def service() -> dict[str, Any]:
    (found,) = yaml.safe_load(TEXT)["services"].values()
    return dict(found)


def test_nothing_listens_beyond_this_machine(service: dict[str, Any]) -> None:
    assert service["ports"]
    assert all(port.startswith("127.0.0.1:") for port in service["ports"])


def test_the_password_comes_from_the_environment_and_is_demanded(service: dict[str, Any]) -> None:
    auth = service["environment"]["NEO4J_AUTH"]

    assert re.fullmatch(r"neo4j/\$\{NEO4J_PASSWORD:\?[^}]+\}", auth)
    assert "none" not in auth


def test_both_images_are_community_and_new_enough(service: dict[str, Any]) -> None:
    images = re.findall(r"neo4j:(\d+\.\d+)-community", TEXT)

    assert service["image"] == "neo4j:5.26-community"
    assert len(images) == 2
    for image in images:
        expect_version(f"Neo4j/{image}", "compose.yaml")
    assert ENGINE_VERSION.startswith(f"{images[1]}.")


def test_the_data_is_in_a_volume_and_health_is_asked(service: dict[str, Any]) -> None:
    (volume,) = yaml.safe_load(TEXT)["volumes"]

    assert service["volumes"] == [f"{volume}:/data"]
    assert "127.0.0.1:7474" in service["healthcheck"]["test"][1]
