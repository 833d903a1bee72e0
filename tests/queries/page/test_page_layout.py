"""Where actors stand: apart from each other, near their partners, the same on every run."""
# ruff: noqa: S311  (chance here is for shuffling, not for secrets)

import random
from itertools import combinations

import numpy as np

from actorgraph.queries.layout import community_layout, whole_layout


def ties_of(count: int, ties: int) -> list[tuple[int, int]]:
    source = random.Random(3)
    return [(source.randrange(count), source.randrange(count)) for _ in range(ties)]


def test_the_same_ties_give_the_same_places_and_the_callers_chance_is_left_alone() -> None:
    random.seed(11)
    expected = random.random()
    random.seed(11)
    first = whole_layout(ties_of(120, 300), [10.0] * 120)

    assert random.random() == expected
    assert (whole_layout(ties_of(120, 300), [10.0] * 120) == first).all()


def test_no_two_actors_overlap() -> None:
    points = whole_layout(ties_of(200, 320), [12.0] * 200)

    assert min(np.hypot(*(points[a] - points[b])) for a, b in combinations(range(200), 2)) > 24


def test_one_far_actor_does_not_shrink_the_rest() -> None:
    crowd = [(a, b) for a, b in combinations(range(20), 2) if (a + b) % 3 == 0]
    tail = [(0, 20), *[(number, number + 1) for number in range(20, 32)]]
    points = whole_layout(crowd + tail, [10.0] * 33)
    width = np.ptp(points, axis=0).max()

    assert np.ptp(points[:20], axis=0).max() > width / 4


def test_unconnected_actors_and_none_at_all_find_a_place() -> None:
    assert whole_layout([], []).shape == (0, 2)
    assert len({tuple(point) for point in whole_layout([], [10.0] * 9)}) == 9


def test_communities_hold_every_actor_once_and_do_not_overlap() -> None:
    groups = [range(start, start + 30) for start in range(0, 450, 30)]
    ties = [(a, b) for group in groups for a, b in combinations(group, 2) if (a * b) % 4 == 0]
    ties += [(start, start + 30) for start in range(0, 420, 30)]
    points, communities = community_layout(ties, [10.0] * 450)

    assert sorted(one for community in communities for one in community.members) == list(range(450))
    for a, b in combinations(communities, 2):
        assert np.hypot(a.x - b.x, a.y - b.y) > (a.radius + b.radius) * 0.95
    for community in communities:
        far = np.hypot(*(points[list(community.members)] - [community.x, community.y]).T)
        assert far.max() <= community.radius
