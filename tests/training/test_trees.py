"""The likeliest tree has one root and no circle."""

import importlib
import sys
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

TRAINING = Path(__file__).resolve().parents[2] / "training"


@pytest.fixture(scope="module")
def trees() -> ModuleType:
    sys.path.insert(0, str(TRAINING))
    try:
        return importlib.import_module("trees")
    finally:
        sys.path.remove(str(TRAINING))


def test_the_likeliest_heads_are_the_tree_where_they_are_one(trees: ModuleType) -> None:
    # "Rebels fled home": the verb is the root
    logs = np.log([[0.1, 0.0001, 0.8, 0.1], [0.9, 0.05, 0.0001, 0.05], [0.1, 0.1, 0.8, 0.0001]])

    assert trees.likeliest_tree(logs) == [2, 0, 2]


def test_a_circle_is_broken_where_it_costs_least(trees: ModuleType) -> None:
    logs = np.log([[0.3, 0.0001, 0.69, 0.01], [0.2, 0.79, 0.0001, 0.01], [0.1, 0.1, 0.8, 0.0001]])

    assert trees.likeliest_tree(logs) == [0, 1, 2]


def test_of_two_roots_the_likelier_stays(trees: ModuleType) -> None:
    logs = np.log([[0.6, 0.0001, 0.4], [0.9, 0.1, 0.0001]])

    assert trees.likeliest_tree(logs) == [2, 0]
