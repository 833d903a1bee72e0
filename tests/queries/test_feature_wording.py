"""The features of the learned model in words."""

import pytest

from actorgraph.queries.feature_wording import worded


@pytest.mark.parametrize(
    ("feature", "words"),
    [
        ("attacks: rule", "a rule reads it"),
        ("attacks: rule:8", "a rule with a prior of 0.8 reads it"),
        ("attacks: on path", "its cue joins the two"),
        ("rules:0:0", "no rule ties the two"),
        ("s.form:pronoun", "the subject: a pronoun"),
        ("o.sure:5", "the object: resolved at 0.5"),
        ("kinds:State>Party", "from a State to a Party"),
        ("frame:meet:subject>with", "subject and with of meet"),
        ("s.-1:between", "the subject: behind 'between'"),
    ],
)
def test_a_feature_is_put_in_words(feature: str, words: str) -> None:
    assert worded(feature, "attacks") == words


@pytest.mark.parametrize("feature", ["", "ties:sO", "negotiates_with: on path", "path:a|b"])
def test_a_feature_without_wording_is_shown_as_it_is(feature: str) -> None:
    assert worded(feature, "attacks") == feature
