"""Statements: who says what, in which words of the text, directly or indirectly."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc

from actorgraph.loaders.contents import Content, content_of, trimmed
from actorgraph.loaders.cues import Lexicon
from actorgraph.loaders.pages import Page
from actorgraph.loaders.said import Kind, Said
from actorgraph.loaders.speakers import Speaker, speaker_of
from actorgraph.loaders.speech_cues import SpeechCue, speech_cues
from actorgraph.loaders.syntax import Syntax
from actorgraph.loaders.turns import turns


def find_statements(doc: Doc, syntax: Syntax, lexicon: Lexicon) -> list[Said]:
    """Return the statements of a parsed article in the order of their cues, nested ones too."""
    page = Page(doc, syntax)
    cues = speech_cues(page, lexicon)
    page.cues = frozenset(cue.head for cue in cues)
    found = [said for cue in cues for said in _said(page, cue)]
    found += turns(page)
    return sorted(found, key=lambda said: (said.cue, said.content))
