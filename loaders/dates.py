"""When something happened: the date phrase that belongs to a cue, told from the article's day.

A wrong date is worse than none: a phrase counts only where syntax ties it to the cue, or to a verb
that tells of the same event ("carried out an attack on Monday"), and only if it means one date.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span

from actorgraph.loaders.cues import Form, Lexicon
from actorgraph.loaders.date_phrases import LIMITS, DatePhrase, date_phrases
from actorgraph.loaders.date_reading import Tense
from actorgraph.loaders.syntax import Syntax
from actorgraph.ontology.claims import When

# Verbs that only place another verb or an event in time, so that their dates are its dates.
ASPECTS = frozenset(
    "begin start continue resume keep stop cease end try attempt manage launch conduct stage carry "
    "mount hold open intensify renew escalate take happen occur erupt break commit perpetrate "
    "execute make see follow arrive gather unfold come go sign reach strike hit kill wound injure "
    "destroy damage leave die claim collapse meet".split()
)
# Verbs whose subject is an event of an earlier time.
REACTIONS = frozenset(
    "draw prompt spark raise provoke trigger lead cause say show be seem appear look remain bring "
    "help mean suggest have ask call tell".split()
)
SETTINGS = frozenset("in during by amid".split())
# Verbs of coming together or somewhere: of "flew to Ankara on Monday to meet him" both were then.
COMING = frozenset(
    "arrive come convene fly gather go head host invite meet return sit stop travel visit".split()
)
AT = frozenset({"at", "in", "during"})
SETTING_STEPS = 3
AHEAD = frozenset(
    "plan expect schedule set due hope intend want aim prepare poise likely slate agree promise "
    "vow pledge threaten decide ready plans".split()
)
AFTERWARDS = frozenset({"later", "then", "subsequently", "afterwards", "afterward"})
_INSIDE = ("phrase", "object", "indirect", "possessor", "compound", "adjective", "apposition")
_STEPS = 12  # no date is looked for further up a sentence than this


@dataclass(frozen=True, slots=True)
class _Held:
    """A date phrase with the verb or event noun that it is said of."""

    phrase: DatePhrase
    first: int
    holder: int


def dated(
    syntax: Syntax,
    cue: int,
    *,
    lexicon: Lexicon,
    published: str | None,
    section_time: str | None = None,
) -> tuple[When, str] | None:
    """Return when the event of the cue (a token) took place, and the words that say so.

    `published` is an ISO date or date and time; `section_time` that of the live-blog entry (used
    if it has a date). Without either, only dates with a year are known.
    """
    anchor = _day(section_time) or _day(published)
    held = list(_held(syntax, cue, lexicon))
    ranked = [
        (rank, abs(h.first - cue), h) for h in held if (rank := _rank(syntax, cue, h, lexicon))
    ]
    for _, _, best in sorted(ranked, key=lambda item: item[:2]):
        start = _counted_from(syntax, best, anchor) if best.phrase.apart else anchor
        when = best.phrase.when(start, _tense(syntax, best.holder))
        if when is not None:
            return when, syntax.doc[cue].sent.text[best.phrase.start : best.phrase.end]
    return None


def _day(time: str | None) -> date | None:
    try:
        return date.fromisoformat(time[:10]) if time else None
    except ValueError:  # a time of day alone
        return None


def _counted_from(syntax: Syntax, held: _Held, anchor: date | None) -> date | None:
    """Return the day from which "two days later" counts: of the date named last before it.

    That date stands in the sentence or in the one before, and is as exact as the phrase.
    """
    sentence = syntax.doc[held.first].sent
    before = [(top, p) for p, top in _tops(syntax, sentence) if top < held.first]
    if not before and sentence.start:
        previous = syntax.doc[sentence.start - 1].sent
        before = [(top, p) for p, top in _tops(syntax, previous)]
    top, phrase = max(before, default=(0, None), key=lambda item: item[0])
    when = None if phrase is None or phrase.apart else phrase.when(anchor, _tense(syntax, top))
    if when is None or when.end or _EXACT[when.precision] > _unit(held.phrase):
        return None
    return date.fromisoformat(when.date)


_EXACT = {"day": 0, "month": 2, "year": 3}


def _unit(phrase: DatePhrase) -> int:
    unit = phrase.match["unit"] or phrase.match["units"]
    return ("day", "week", "month", "year").index(unit.removesuffix("s"))


def _tops(syntax: Syntax, sentence: Span) -> Iterator[tuple[DatePhrase, int]]:
    """Yield the date phrases of a sentence with the token that each hangs on the others by."""
    for phrase in date_phrases(sentence.text):
        words = sentence.char_span(phrase.start, phrase.end, alignment_mode="expand")
        inside = range(words.start, words.end) if words else range(0)
        tops = [t for t in inside if syntax.head(t) not in inside]
        if tops and not _behind_limit(syntax, inside[0], tops[0]):
            yield phrase, tops[0]


def _held(syntax: Syntax, cue: int, lexicon: Lexicon) -> Iterator[_Held]:
    taken: set[int] = set()
    for phrase, top in _tops(syntax, syntax.doc[cue].sent):
        holder = _holder(syntax, top, lexicon, own=phrase.own)
        if phrase.apart and holder in taken:  # a verb has its own date; this is the next one's
            above = syntax.head(holder)
            holder = above if above is not None and above > top else None
        if holder is not None:
            taken.add(holder)
            yield _Held(phrase, top, holder)


def _behind_limit(syntax: Syntax, first: int, top: int) -> bool:
    """Whether the date directly follows a noun that sets a limit: "before the talks on Sunday"."""
    doc = syntax.doc
    noun = first - 1
    if noun > 0 and doc[noun].tag_ == "IN":
        noun -= 1
    if noun < 0 or doc[noun].pos_ != "NOUN" or syntax.head(top) == noun:
        return False
    arc = syntax.above.get(noun)
    while arc is not None and arc.preposition == "of":  # "since the start of the war six years ago"
        arc = syntax.above.get(arc.head)
    return arc is not None and arc.preposition in (*LIMITS, "since")


def _holder(syntax: Syntax, top: int, lexicon: Lexicon, *, own: bool) -> int | None:
    """Climb from a date over nouns that have none ("in Moscow on Monday") to what it is said of."""
    at = syntax.head(top)
    for _ in range(_STEPS):
        if at is None or _is_verb(syntax, at) or _is_event(syntax, at, lexicon):
            return at
        if own or syntax.label(at) not in (*_INSIDE, "subject", "passive_subject", "conjunct"):
            return at if own or syntax.children(at, "copula") else None
        at = syntax.head(at)
    return None


def _is_verb(syntax: Syntax, token: int) -> bool:
    return syntax.doc[token].pos_ in ("VERB", "AUX")


def _is_event(syntax: Syntax, token: int, lexicon: Lexicon) -> bool:
    word = syntax.doc[token]
    return word.pos_ == "NOUN" and word.lemma_.lower() in lexicon.cues[Form.NOUN]


def _rank(syntax: Syntax, cue: int, held: _Held, lexicon: Lexicon) -> int:
    """Return how closely a date belongs to the cue: 1 its own, 2 its event's, 0 not at all."""
    if held.holder == cue:
        return 1
    if _is_verb(syntax, held.holder):
        shared = _shares(syntax, cue, held, lexicon)
        return 2 if shared else 0
    if _is_verb(syntax, cue) and _is_setting(syntax, held.holder, cue):
        return 2
    if not _is_verb(syntax, cue) or syntax.head(held.holder) != cue:
        return 0
    carried = syntax.label(held.holder) == "object" and (
        _aspect(syntax, cue) or _light(syntax, cue, lexicon)
    )
    return 2 if carried or _happens_in(syntax, held.holder, cue) else 0


def _shares(syntax: Syntax, cue: int, held: _Held, lexicon: Lexicon) -> bool:
    verb = held.holder
    if _is_verb(syntax, cue):
        return (
            _coordinated(syntax, cue, held)
            or (syntax.head(cue) == verb and _goes_with(syntax, cue, verb))
            or (syntax.head(verb) == cue and syntax.label(verb) == "open" and _aspect(syntax, cue))
        )
    if not _is_event(syntax, cue, lexicon):
        return False
    if syntax.head(verb) == cue and syntax.label(verb) in ("relative", "participle"):
        return _aspect(syntax, verb) or _light(syntax, verb, lexicon)
    first = syntax.conjuncts(cue)[0]
    if syntax.head(first) != verb:
        return False
    label = syntax.label(first)
    if label == "agent":  # "was damaged on Sunday by an air strike"
        return True
    if label in ("object", "passive_subject"):
        return _aspect(syntax, verb) or _light(syntax, verb, lexicon)
    return _happens_in(syntax, first, verb)


def _coordinated(syntax: Syntax, cue: int, held: _Held) -> bool:
    """Whether the cue's verb is joined to the date's, as one deed after another by one subject."""
    verb = held.holder
    if verb not in syntax.conjuncts(cue):
        return False
    later = max(cue, verb)
    between = cue < held.first < verb or any(
        syntax.doc[at].lower_ in AFTERWARDS for at in range(min(cue, verb), later)
    )
    return not between and not syntax.children(later, "subject", "passive_subject")


def _goes_with(syntax: Syntax, cue: int, verb: int) -> bool:
    """Whether a clause under a verb tells of the same time: "began bombing", ", killing ten"."""
    label = syntax.label(cue)
    if label == "open":
        return _aspect(syntax, verb)
    marks = {syntax.doc[child].lower_ for child in syntax.children(cue, "marker")}
    if label == "adverbial" and "to" in marks:
        return syntax.doc[verb].lemma_.lower() in COMING and verb < cue
    bare = not syntax.children(cue, "marker", "case", "subject")
    return label == "adverbial" and syntax.doc[cue].tag_ == "VBG" and bare and verb < cue


def _happens_in(syntax: Syntax, noun: int, verb: int) -> bool:
    """Whether an event noun is what does the verb's deed, or its setting: "killed in an attack"."""
    if syntax.head(noun) != verb or syntax.doc[verb].lemma_.lower() in REACTIONS:
        return False
    if syntax.label(noun) in ("subject", "agent"):
        return True
    lemma = syntax.doc[verb].lemma_.lower()
    return any(
        words in SETTINGS or (words == "for" and lemma in COMING)
        for words, of in syntax.phrases(verb)
        if of == noun
    )


def _is_setting(syntax: Syntax, noun: int, verb: int) -> bool:
    """Whether a verb's deed took place at an event: "slammed it in remarks at talks on Friday"."""
    inside: str | None = None
    for _ in range(SETTING_STEPS):
        arc = syntax.above.get(noun)
        if arc is None or arc.label != "phrase":
            return False
        noun, inside = arc.head, arc.preposition
        if inside not in AT:
            return False
        if noun == verb:
            return True
    return False


def _aspect(syntax: Syntax, verb: int) -> bool:
    return syntax.doc[verb].lemma_.lower() in ASPECTS


def _light(syntax: Syntax, verb: int, lexicon: Lexicon) -> bool:
    return syntax.doc[verb].lemma_.lower() in lexicon.light


def _tense(syntax: Syntax, token: int) -> Tense:
    """Tell whether the verb of a clause, or of the clause around a noun, looks back or ahead."""
    at: int | None = token
    for _ in range(_STEPS):
        if at is None:
            return "unknown"
        if _is_verb(syntax, at) or syntax.children(at, "copula"):
            found = _tense_of(syntax, at)
            if found is not None:
                return found
        at = syntax.head(at)
    return "unknown"


def _tense_of(syntax: Syntax, verb: int) -> Tense | None:
    """Return the tense that a verb shows itself, or None where the clause above decides."""
    doc = syntax.doc
    helpers = [doc[c] for c in syntax.children(verb, "auxiliary", "passive", "copula")]
    words = {helper.lower_ for helper in helpers}
    tags = {helper.tag_ for helper in helpers}
    if words & {"have", "has", "had", "'ve", "’ve", "'d", "’d"} - {verb}:
        return "past"
    if "MD" in tags:
        return "future"
    tag = doc[verb].tag_
    ahead = "TO" in tags or any(
        doc[c].lower_ == "to" for c in syntax.children(verb, "marker", "other")
    )
    if ahead and tag == "VB" and words & {"is", "are", "was", "were"}:
        return "future"  # "was to meet him on Friday"
    if words & {"was", "were", "did", "been"}:
        return "past"
    if ahead:
        return _tense_ahead(syntax, verb)
    if tag == "VBD" or (tag == "VBN" and not words):
        return "past"
    return "unknown" if words or tag in ("VBZ", "VBP", "VB") else None


def _tense_ahead(syntax: Syntax, verb: int) -> Tense:
    """Tell "plans to meet on Friday", which looks ahead, from "refused to meet on Friday"."""
    head = syntax.head(verb)
    if head is None:
        return "unknown"
    word = syntax.doc[head]
    if word.lemma_.lower() in AHEAD or word.lower_ in AHEAD or word.lower_ == "going":
        return "future"
    return _tense(syntax, head) if word.lemma_.lower() in ASPECTS else "unknown"
