"""The tables of the rule lemmatizer: WordNet's, corrected by what the treebanks say."""

from __future__ import annotations

import gzip
import json
from collections import Counter, defaultdict
from importlib import resources
from typing import TYPE_CHECKING, cast

from spacy.lookups import Lookups

if TYPE_CHECKING:
    from collections.abc import Iterable

    from spacy.language import Language
    from spacy.pipeline import Lemmatizer
    from treebanks import Sentence

    Exceptions = dict[str, dict[str, list[str]]]

TABLES = ("lemma_rules", "lemma_exc", "lemma_index")
# Names and numerals keep their form; other tags have forms too odd to be worth a table.
TAGS = frozenset(
    {"ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "NOUN", "PART", "PRON", "SCONJ", "VERB"}
)
FEWEST, MAJORITY = 2, 0.6


def add_lemmatizer(nlp: Language, sentences: Iterable[Sentence]) -> None:
    """Add a rule lemmatizer with its tables inside to a pipeline."""
    lookups = Lookups()
    for name in TABLES:
        lookups.add_table(name, _table(name))
    _prefer_silent_e(lookups)
    exceptions: Exceptions = lookups.get_table("lemma_exc")
    for tag, forms in frequent_lemmas(sentences).items():
        table = exceptions.setdefault(tag.lower(), {})
        for form, lemma in forms.items():
            # The treebanks have slips ("fled" of "flead"), so a sure answer of WordNet stays.
            if len(table.get(form, ())) != 1:
                table[form] = table[form.replace("'", "’")] = [lemma]
    lemmatizer = cast("Lemmatizer", nlp.add_pipe("lemmatizer", config={"mode": "rule"}))
    lemmatizer.initialize(lookups=lookups)


def frequent_lemmas(sentences: Iterable[Sentence]) -> dict[str, dict[str, str]]:
    """Return for each tag the forms, in small letters, with one clearly most frequent lemma."""
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        for word in sentence.words:
            if word.upos in TAGS:
                counts[word.upos, word.form.lower().replace("’", "'")][word.lemma] += 1
    chosen: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), lemmas in counts.items():
        lemma, times = lemmas.most_common(1)[0]
        if times >= FEWEST and times >= MAJORITY * lemmas.total():
            chosen[tag][form] = lemma
    return dict(chosen)


def _prefer_silent_e(lookups: Lookups) -> None:
    """Read "waged" and "staging" as "wage" and "stage", where WordNet's order says "wag", "stag".

    The last rule that gives a known verb wins. Verbs like "wag" double their consonant, so they
    lose nothing; those in -ng do not, hence "singe" and "swinge" go.
    """
    rules = lookups.get_table("lemma_rules")
    rules["verb"] = sorted(rules["verb"], key=lambda rule: rule[1] == "e")
    verbs = set(lookups.get_table("lemma_index")["verb"])
    rare = {verb + "e" for verb in verbs if verb.endswith("ng")}
    lookups.get_table("lemma_index")["verb"] = sorted(verbs - rare)


def _table(name: str) -> dict[str, object]:
    file = resources.files("spacy_lookups_data") / "data" / f"en_{name}.json.gz"
    return dict(json.loads(gzip.decompress(file.read_bytes())))
