"""The tables behind a page: what is counted, drawn, marked and escaped."""
# ruff: noqa: S311  (chance here is for shuffling, not for secrets)

import json
import random
from collections.abc import Callable

import pytest

from actorgraph.ontology.actors import Actor, Bond
from actorgraph.ontology.claims import Claim, Source, Status
from actorgraph.ontology.signatures import signature_of
from actorgraph.ontology.vocabulary import KINDS, RELATIONS
from actorgraph.queries.page_data import article_groups, evidence, inert_json
from actorgraph.queries.page_style import family_of, kind_style, relation_style, style
from actorgraph.queries.page_tables import day_number, tables_of


def test_any_order_and_repetition_of_claims_gives_the_same_tables(claims: list[Claim]) -> None:
    shuffled = claims * 2
    random.Random(1).shuffle(shuffled)

    assert tables_of(shuffled, {}) == tables_of(claims, {})


def test_counts_keep_denials_and_plans_apart_from_what_is_said_to_have_happened(
    claims: list[Claim],
) -> None:
    tables = tables_of(claims, {})
    place = {actor.id: number for number, actor in enumerate(tables.actors)}
    by_ends = {(one.subject, one.relation, one.object): one for one in tables.relations}
    bombing = by_ends[place["russia"], "attacks", place["opposition"]]
    threat = by_ends[place["turkey"], "attacks", place["sdf"]]

    assert (bombing.sums.claims, bombing.sums.alleged, bombing.sums.denials) == (2, 1, 1)
    assert threat.sums.intended == 1
    assert bombing.drawn
    assert not threat.drawn


def test_a_symmetric_relation_is_one_whoever_is_named_first(claims: list[Claim]) -> None:
    talks = [one for one in tables_of(claims, {}).relations if one.relation == "negotiates_with"]

    assert sorted(len(one.claims) for one in talks) == [1, 2]


def test_claims_stand_newest_first(claims: list[Claim]) -> None:
    for relation in tables_of(claims, {}).relations:
        days = [one.when.date for one in relation.claims if one.when]
        assert days == sorted(days, reverse=True)


def test_aliases_come_from_the_catalogue_and_then_from_the_texts(claims: list[Claim]) -> None:
    bond = Bond(relation="leads", other="foreign-ministry", title="foreign minister", since="2004")
    known = Actor(
        id="lavrov", name="Sergey Lavrov", kind="Person", aliases=("Lavrov S.",), bonds=(bond,)
    )
    lavrov = next(one for one in tables_of(claims, {"lavrov": known}).actors if one.id == "lavrov")

    assert lavrov.aliases == ("Lavrov S.", "Lavrov", "Sergei Lavrov")
    assert lavrov.bonds == (bond,)


def test_pronouns_and_plain_descriptions_are_no_aliases(claim_of: Callable[..., Claim]) -> None:
    said = claim_of("[They] {attacked} <the residents>.", "attacks", "isis", "residents")

    assert [actor.aliases for actor in tables_of([said], {}).actors] == [(), ()]


def test_marks_count_as_javascript_does(claim_of: Callable[..., Claim]) -> None:
    said = claim_of("🕊 Then [Россия] {bombed} <𝔸leppo rebels>.", "attacks", "russia", "opposition")
    read = evidence(tables_of([said], {}), {"one": 0})
    units = read["sentences"][0].encode("utf-16-le")
    subject, target, cue = (
        units[2 * start : 2 * end].decode("utf-16-le")
        for start, end in zip(*[iter(read["claims"]["marks"][0])] * 2, strict=True)
    )

    assert (subject, target, cue) == ("Россия", "𝔸leppo rebels", "bombed")


def test_publishers_count_once_and_so_do_copies_of_one_report(
    claim_of: Callable[..., Claim],
) -> None:
    copied = "[Russian jets] {struck} <two rebel districts> before dawn on Sunday."
    own = "[Russian jets] {hit} <rebels> at noon."
    printed = [("a", "Wire", copied), ("b", "Post", copied), ("c", "Post", own), ("d", "Sun", own)]
    claims = [
        claim_of(line, "attacks", "russia", "opposition", article=name, source=Source(publisher=by))
        for name, by, line in printed
    ]
    groups = article_groups(claims, {})

    assert groups["a"] == groups["b"] == groups["c"]
    assert groups["d"] != groups["a"]


def test_articles_with_a_signature_count_by_report(claim_of: Callable[..., Claim]) -> None:
    line = "[Russian jets] {struck} <two rebel districts> before dawn on Sunday."
    texts = {
        name: " ".join(f"{name[0]}{number}" for number in range(60)) for name in ("a1", "a2", "b")
    }
    claims = [
        claim_of(
            line, "attacks", "russia", "opposition", article=name,
            source=Source(publisher="The Lantern", signature=signature_of(text)),
        )
        for name, text in texts.items()
    ]  # fmt: skip
    tables = tables_of(claims, {})
    groups = article_groups(claims, tables.reprints)
    shown = evidence(tables, groups)["articles"]

    assert tables.reprints == {"a2": "a1"}
    assert tables.relations[0].sums.sources == 2
    assert groups["a1"] == groups["a2"] != groups["b"]
    assert {row[0]: row[-1] for row in shown} == {"a1": 1, "a2": 1, "b": 0}


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("1970-01-02", 1),
        ("1970-02", 31),
        ("1971", 365),
        ("2016-10-25T08:00:00Z", 17099),
        ("soon", None),
        (None, None),
        ("2016-13-01", None),
    ],
)
def test_dates_of_any_precision_become_days(written: str | None, number: int | None) -> None:
    assert day_number(written) == number


def test_inert_json_reads_back_and_holds_nothing_that_html_reads() -> None:
    value = {"a": "</script><!--<script>&amp;\u2028\u2029", "b": "\ud800 half", "ع": "كلام"}
    text = inert_json(value)

    assert json.loads(text) == value
    assert not set(text) & set("<>&\u2028\u2029\ud800")
    text.encode("utf-8")


def test_every_relation_and_kind_has_a_look_and_no_two_relations_of_a_family_share_one() -> None:
    looks = [(family_of(name), tuple(relation_style(name)["dash"])) for name in RELATIONS]

    assert set(style()["dashes"]) == set(RELATIONS)
    assert set(style()["kinds"]) == set(KINDS)
    assert len(set(looks)) == len(looks)
    assert all(kind_style(name)["shape"] in style()["shapes"] for name in KINDS)


def test_families_follow_the_quad_class() -> None:
    for name, relation in RELATIONS.items():
        if relation.quad is not None:
            assert family_of(name) == ("hostile" if relation.quad >= 3 else "cooperative")


def test_a_claim_without_words_or_dates_is_kept(claim_of: Callable[..., Claim]) -> None:
    bare = claim_of(
        "[A] {b} <c>", "attacks", "russia", "isis", source=Source(), status=Status.ACTUAL
    )
    tables = tables_of([bare], {})

    assert evidence(tables, {"one": 0})["articles"] == [("one", "", None, None, None, 0)]
