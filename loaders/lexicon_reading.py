"""Reading the lexicon: the tables that ship, and those that a researcher adds."""

import hashlib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from actorgraph.errors import UnknownRelation, UnreadableFile
from actorgraph.loaders.cue_tables import TABLES, Line, merged
from actorgraph.loaders.cues import (
    PREPOSITIONS,
    Cue,
    Form,
    Lexicon,
    LightVerb,
    SpeechWord,
    StatusWord,
    index,
)
from actorgraph.ontology.claims import Status
from actorgraph.ontology.vocabulary import RELATIONS, relation_named

SHIPPED = files("actorgraph.loaders").joinpath("lexicon")

# Words that the pipeline's tokenizer does not part from what follows their hyphen.
_KEPT_WHOLE = frozenset(
    {
        "anti",
        "co",
        "counter",
        "cross",
        "e",
        "ex",
        "mid",
        "multi",
        "non",
        "post",
        "pre",
        "pro",
        "re",
        "un",
    }
)
_BEARER = frozenset({"bearer", "possessive", "modifier"}) | PREPOSITIONS
_AFFIX = frozenset({"stem", "head"})
_SLOTS: Mapping[Form, frozenset[str]] = MappingProxyType(
    {
        Form.VERB: PREPOSITIONS
        | {"subject", "subjects", "object", "indirect", "owner", "clause", "speaker"},
        Form.NOUN: PREPOSITIONS | {"possessive", "modifier", "clause", "speaker"},
        Form.PHRASE: _BEARER | {"object", "speaker"},
        Form.OFFICE: _BEARER,
        Form.TIE: _BEARER,
        Form.SUFFIX: _AFFIX,
        Form.PREFIX: _AFFIX,
        Form.ALIAS: frozenset({"bearer", "after"}),
    }
)
_CUE_TABLES = {"verbs": Form.VERB, "nouns": Form.NOUN, "phrases": Form.PHRASE}
_TIES = {"noun": Form.TIE} | {
    form.value: form for form in (Form.OFFICE, Form.SUFFIX, Form.PREFIX, Form.ALIAS)
}
_ROLES: Mapping[str, Literal["agent", "target", "both", "ends"]] = MappingProxyType(
    {"agent": "agent", "target": "target", "both": "both", "ends": "ends"}
)
_STATUSES: Mapping[str, Status | None] = MappingProxyType(
    {status.value: status for status in Status} | {"denied": None}
)
_STATUS_FORMS = ("verb", "modal", "noun", "adjective", "adverb", "conjunction", "phrase")
_GOVERNED = ("clause", "object", "noun", "sentence")
_SPEECH_FORMS = ("verb", "noun", "phrase")
_KINDS = ("say", "tell", "think", "claim", "deny", "ask", "promise", "according")
_TAKEN = ("quote", "clause", "open", "object")
_FROM_THE_FRONT = frozenset({Form.SUFFIX, Form.PREFIX, Form.ALIAS})


@cache
def shipped() -> Lexicon:
    """Return the lexicon that ships."""
    return read_lexicon(SHIPPED)


def extended(folder: Path) -> Lexicon:
    """Return the shipped lexicon with a folder's tables added.

    A table has the name and the columns of one that ships. A line overrides the shipped lines of
    the same cue and nouns (in ties.tsv: form and cue); "-" as its relation takes them out.
    Raises UnreadableFile where the folder has no table or one of another name, and BadLexicon.
    """
    if not folder.is_dir():
        raise UnreadableFile(str(folder), "is not a folder of tables")
    names = {entry.name for entry in SHIPPED.iterdir()}
    own = [file for file in sorted(folder.iterdir()) if file.suffix == ".tsv"]
    for file in own:
        if file.name not in names:
            known = ", ".join(f"{table}.tsv" for table in TABLES)
            raise UnreadableFile(str(file), f"is not a table of the lexicon, which has {known}")
    if not own:
        raise UnreadableFile(str(folder), "has no table such as verbs.tsv")
    return read_lexicon(SHIPPED, folder)


def extended_by(folders: Iterable[Path]) -> Lexicon:
    """Return the shipped lexicon with the tables of several folders, the last one on top."""
    return read_lexicon(SHIPPED, *folders)


def read_lexicon(*folders: Traversable | Path) -> Lexicon:
    """Read the tables of the folders; a later folder overrides lines of an earlier one."""
    classes = {line.cells["class"]: _nouns(line) for line in merged("classes", folders)}
    cues = [
        _cue(line, form, classes)
        for table, form in _CUE_TABLES.items()
        for line in merged(table, folders)
    ]
    cues += [
        _cue(line, _TIES[line.one_of("form", _TIES)], classes) for line in merged("ties", folders)
    ]
    return Lexicon(
        cues=MappingProxyType(
            {form: index(cue for cue in cues if cue.form == form) for form in Form}
        ),
        light=index(map(_light, merged("light", folders))),
        statuses=index(map(_status, merged("statuses", folders))),
        speech=index(map(_speech, merged("speech", folders))),
        fingerprint=_fingerprint(folders),
    )


def _fingerprint(folders: Iterable[Traversable | Path]) -> str:
    digest = hashlib.sha256()
    for folder in folders:
        for table in TABLES:
            file = folder.joinpath(f"{table}.tsv")
            if file.is_file():
                digest.update(table.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def _nouns(line: Line) -> frozenset[str]:
    return frozenset(noun for noun in line.cells["nouns"].split("|") if noun)


def _cue(line: Line, form: Form, classes: Mapping[str, frozenset[str]]) -> Cue:
    try:
        relation = relation_named(line.cells["relation"])
    except UnknownRelation as error:
        raise line.wrong(str(error)) from error
    mode = line.cells.get("mode") or None
    if mode:
        line.known(f"mode of {relation.name}", mode, dict(relation.modes))
    worded = _worded(line.units, verb=form == Form.VERB)
    if form in _FROM_THE_FRONT:
        worded["head"] = 0
    return Cue(
        **worded,
        form=form,
        relation=relation.name,
        mode=mode,
        nouns=_with(line, classes),
        agent=line.each_of("agent", _SLOTS[form]),
        target=line.each_of("target", _SLOTS[form]),
        confidence=line.share("confidence"),
        origin=line.origin,
    )


def _with(line: Line, classes: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the nouns that must go with a cue; @name stands for a class of them."""
    nouns: frozenset[str] = frozenset()
    if not line.cells.get("with"):
        return nouns
    for name in line.cells["with"].split("|"):
        if name.startswith("@"):
            nouns |= classes[line.known("class", name[1:], classes)]
        else:
            nouns |= {name}
    return nouns


def _split(unit: str) -> list[str]:
    """Return the words of a unit as the pipeline parts them: most hyphens are words."""
    prefix, hyphen, rest = unit.partition("-")
    if not (prefix and hyphen and rest) or prefix in _KEPT_WHOLE:
        return [unit]
    return [prefix, "-", *_split(rest)]


def _worded(units: list[str], *, verb: bool) -> dict[str, Any]:
    """Return the words of a cue and the place of the one that syntax hangs the actors on."""
    head = _head(units, verb=verb)
    if not any("-" in unit for unit in units):
        return {"words": tuple(units), "head": head}
    words = [_split(unit) for unit in units]
    return {
        "words": tuple(chain.from_iterable(words)),
        "head": sum(map(len, words[: head + 1])) - 1,
    }


def _head(units: list[str], *, verb: bool) -> int:
    """Return the place of the head unit.

    Of a verb, the first word, or the one after an adverb or "be"; of a noun or phrase, the last
    word before a preposition: "break in relation", "in the hand of".
    """
    last = len(units) - 1
    if not last:
        return 0
    if verb:
        return int(units[0] == "be" or units[0].endswith("ly"))
    start = int(units[0] in PREPOSITIONS)
    stops = (place for place in range(start + 1, last + 1) if units[place] in PREPOSITIONS)
    return next(stops, last + 1) - 1


def _light(line: Line) -> LightVerb:
    anything = line.cells["relations"] == "*"
    return LightVerb(
        **_worded(line.units, verb=True),
        subject=_ROLES[line.one_of("subject", _ROLES)],
        relations=frozenset(() if anything else line.each_of("relations", RELATIONS)),
        confidence=line.share("confidence"),
        origin=line.origin,
    )


def _status(line: Line) -> StatusWord:
    form = line.one_of("form", _STATUS_FORMS)
    return StatusWord(
        **_worded(line.units, verb=form == "verb"),
        form=form,
        status=_STATUSES[line.one_of("status", _STATUSES)],
        governs=line.one_of("governs", _GOVERNED),
        origin=line.origin,
    )


def _speech(line: Line) -> SpeechWord:
    form = line.one_of("form", _SPEECH_FORMS)
    return SpeechWord(
        **_worded(line.units, verb=form == "verb"),
        form=form,
        kind=line.one_of("kind", _KINDS),
        takes=line.each_of("takes", _TAKEN),
        confidence=line.share("confidence"),
        origin=line.origin,
    )
