"""Where a text has names: those of the catalogue, and runs of capitals that are new."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from spacy.language import Language
from spacy.tokens import Doc, Token

from actorgraph.loaders.actor_words import KIND_WORDS, Found, actor_nouns, first_names, titles
from actorgraph.ontology.catalogue import Catalogue, folded

# Small words that tie the parts of a name together: "Ursula von der Leyen".
LINKS = frozenset("al el bin ibn abu van von der de la du da di dos ad an as ul ur e y".split())
DAYS_AND_MONTHS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december jan feb mar apr jun jul aug sep sept "
    "oct nov dec gmt bst utc et pm am ramadan christmas easter".split()
)
# Months that are first names or surnames too.
NAMES_TOO = frozenset({"may", "jan", "april", "june", "august"})
# Titles that are surnames too.
SURNAMES_TOO = frozenset({"shah", "king", "judge", "bishop", "pope", "prince", "major", "justice"})
BEFORE_MONTHS = frozenset(
    "in of since until till by on last next this early late mid from to before after through "
    "between during and".split()
)
# Departments that the title of a secretary names without the word.
DEPARTMENTS = frozenset({"State", "Defense", "Energy", "Commerce", "Treasury"})
INSTITUTIONS = frozenset(
    "institute institution center centre bank university college school academy foundation "
    "association society council committee office bureau agency organization organisation "
    "museum campaign network".split()
)

# Last words of what institutions are for.
FIELDS = frozenset(
    "affairs culture democracies democracy defence defense development economics engineering "
    "governance history international justice law peace policy politics prevention reform "
    "relations research rights science sciences security society statistics strategy studies "
    "technology trade".split()
)


def _spelled(aliases: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str, str]]:
    """Yield how each alias may be written, the alias, and its actor.

    Abbreviations also have full stops, UN and U.N.; the Arabic article may stand as it is spoken,
    "Jabhat al-Nusra" and "Jabhat an-Nusra", or apart, "al Qaeda".
    """
    for alias, actor in aliases:
        yield alias, alias, actor
        if (spoken := _SUN.sub(_assimilated, alias)) != alias:
            yield spoken, alias, actor
        if alias.startswith("The ") and alias.count(" ") > 1:
            yield alias[4:], alias, actor
        if alias.casefold().startswith("al-"):
            apart = f"al {alias[3:]}"
            yield apart, apart, actor
        if (dotted := _ABBREVIATION.sub(_dotted, alias)) != alias:
            yield dotted, dotted if alias.isupper() else alias, actor


_ABBREVIATION = re.compile(r"^[A-Z]{2,4}$|\b(?:US|UN|UK|EU|UAE)\b")
_SUN = re.compile(r"\b([Aa])l-(?=(Sh|Th|Dh|[TDRZSNL])[a-z])")  # letters that take the article in


def _dotted(letters: re.Match[str]) -> str:
    return ".".join(letters[0]) + "."


def _assimilated(article: re.Match[str]) -> str:
    return f"{article[1]}{article[2].lower()}-"


# Last words of organisations that a nation has many of.
NAMED_BODIES = INSTITUTIONS | frozenset(
    "party corporation company fund union federation alliance movement front congress authority "
    "group club league trust airlines railways holding".split()
)
LONGEST_NAME = 6  # words
LONGEST_TITLE = 8  # words; each word of a long run would look through all of it


class NameFinder:
    """Finds names in parsed documents; holds the catalogue's aliases as token sequences."""

    def __init__(self, nlp: Language, catalogue: Catalogue) -> None:
        self.aliases: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        persons = {a.id for a in catalogue.actors.values() if a.kind == "Person"}
        self.surnames: set[str] = set()
        for spelled, alias, actor in _spelled(catalogue.aliases()):
            words = tuple(folded(token.text).casefold() for token in nlp.make_doc(spelled))
            if words:
                self.aliases[words[0]].append((words, alias))
            if actor in persons and len(words) == 1:
                self.surnames.add(alias)
        for known in self.aliases.values():
            known.sort(key=lambda entry: -len(entry[0]))

    def names(self, doc: Doc) -> Iterator[Found]:
        """Yield the names of a document in text order; none overlaps another."""
        words = [folded(token.text).casefold() for token in doc]
        i, titled = 0, False
        surnames: set[str] = set()  # last words of the names so far
        behind = 0  # where the last name ended
        while i < len(doc):
            token = doc[i]
            alias, end = self._alias_at(doc, words, i)
            if end == i + 1 and _department_at(doc, i):
                alias = None
            if alias and (whole := self._organisation_end(doc, words, i, end)):
                yield Found(start=i, end=whole, head=_head(doc, i, whole), form="name")
                behind, i, titled = whole, whole, False
                continue
            if alias and not self._grows(doc, words, alias, end):
                yield Found(
                    start=i,
                    end=end,
                    head=_head(doc, i, end),
                    form="known",
                    alias=alias,
                    titled=titled,
                )
                surnames.add(doc[end - 1].text)
                i, titled, behind = end, False, end
            elif department := _department_at(doc, i):
                yield Found(start=i, end=i + 1, head=i, form="known", alias=department)
                i, titled = i + 1, True
            elif field := _field_of_office(doc, i):
                i, titled = field, True
            elif _is_title(token) and not _names_a_body(doc, i):
                i, titled = i + 1, True
            elif (
                _begins_name(token)
                or _names_a_body(doc, i)
                or _names_an_organisation(doc, i)
                or _in_brackets(doc, i)
                or _month_for_name(doc, i, surnames)
                or _said_before(token, surnames)
            ):
                end = max(self._name_end(doc, words, i), _body_end(doc, i))
                start = i - _words_before(doc, i, behind) * (not titled)
                head = _head(doc, start, end)
                yield Found(start=start, end=end, head=head, form="name", titled=titled)
                behind = end
                surnames.add(doc[end - 1].text)
                i, titled = end, False
            else:
                titled = titled and token.text in ("-", ".", "of")
                i += 1

    def _alias_at(self, doc: Doc, words: list[str], i: int) -> tuple[str | None, int]:
        spaced = i + 1 < len(words) and words[i + 1].isspace() and bool(doc[i].whitespace_)
        for known, alias in self.aliases.get(words[i], ()):
            end = i + len(known)
            here = words[i:end]
            if spaced and len(known) > 1:
                end = _end_across_space(doc, i, len(known))
                here = [word for word in words[i:end] if not word.isspace()]
            if tuple(here) == known and _same_case(doc[i:end].text, alias):
                return alias, end
        return None, i

    def _grows(self, doc: Doc, words: list[str], alias: str, end: int) -> bool:
        """Whether a short known name goes on as a longer unknown one: "Iran" as "Iran Air"."""
        if end >= len(doc) or not doc[end - 1].whitespace_ or not alias[0].isupper():
            return False
        following = doc[end]
        if _is_title(following) or not _begins_name(following) or following.tag_ == "NNPS":
            return False
        if alias.isupper() or doc[end - 1].tag_ != "NNP" or " " in alias:
            return False
        if following.lower_ in first_names() and end + 1 < len(doc) and _begins_name(doc[end + 1]):
            return False  # "Republican Roy Blunt"
        return self._alias_at(doc, words, end)[0] is None

    def _organisation_end(self, doc: Doc, words: list[str], i: int, end: int) -> int:
        """Where a name ends that begins with a nation: "Ruritanian National Oil Company"; else 0.

        A body that a nation has one of, its foreign ministry or air force, is no name of its own.
        """
        if end != i + 1 or not doc[i].whitespace_ or not doc[i].text[0].isupper():
            return 0
        at, own = end, False
        while at < min(end + LONGEST_NAME, len(doc)) and not doc[at].is_sent_start:
            word = doc[at]
            titled = _is_title(word) and word.lower_ != "national"
            if not word.text[0].isupper() or not word.is_alpha or word.is_upper or titled:
                return 0
            alias, behind = self._alias_at(doc, words, at)
            if word.lower_ in NAMED_BODIES and own and not alias:
                return at + 1
            known = word.lower_ in KIND_WORDS or word.lower_ in actor_nouns()
            own = own or not (known or word.lower_ in ("national", "new", "red"))
            if behind > at + 1 or not word.whitespace_:
                return 0
            at += 1
        return 0

    def _name_end(self, doc: Doc, words: list[str], i: int) -> int:
        end = i + 1
        while end < len(doc) and not doc[end].is_sent_start:
            previous, token = doc[end - 1], doc[end]
            glued = not previous.whitespace_
            if token.text in ("-", "‑", "’", "'", "`") and glued and end + 1 < len(doc):
                goes_on = _named_part(doc[end + 1]) or _given_name_goes_on(doc, i, end)
                if token.whitespace_ or not _of_letters(doc[end + 1]) or not goes_on:
                    break
                end += 2
                continue
            if token.lower_ in LINKS and end + 1 < len(doc) and _name_goes_on(doc, end):
                end += 1
                continue
            if _institution_goes_on(doc, end) or _field_goes_on(doc, i, end):
                end += 2
                continue
            alias, _ = self._alias_at(doc, words, end)
            stops = alias is not None and alias not in self.surnames
            title = _is_title(token) and not glued and not _ends_as_surname(doc, end)
            if stops and (institution := _institution_behind(doc, i, end)):
                end = institution
                continue
            if stops or not _begins_name(token) or title:
                break
            end += 1
        return end


def _of_letters(token: Token) -> bool:
    """Whether a word has letters only, or apostrophes between: "Ta'ifa"."""
    return all(part.isalpha() for part in token.text.replace("’", "'").split("'"))


def _words_before(doc: Doc, i: int, behind: int) -> int:
    """1 if the word before a name is part of it, though tagged as none: "Sterling Jensen"."""
    before = doc[i - 1] if i > behind else None
    if before is None or before.is_sent_start or not before.whitespace_ or not before.is_alpha:
        return 0
    if not before.text[0].isupper() or before.is_upper or before.lower_ in DAYS_AND_MONTHS:
        return 0
    return int(before.tag_ in ("NN", "JJ", "VBG", "VB", "RB") and not _is_title(before))


def _said_before(token: Token, surnames: set[str]) -> bool:
    """Whether a word in a capital is the last word of a name before: "Page" of "Carter Page"."""
    return token.text[0].isupper() and token.tag_ == "NN" and token.text in surnames


def _ends_as_surname(doc: Doc, i: int) -> bool:
    """Whether a title is a surname: "Raj Shah told", not "Iraq's King Faisal"."""
    last = i + 1 >= len(doc) or not doc[i + 1].text[0].isupper()
    return doc[i].lower_ in SURNAMES_TOO and last


def _end_across_space(doc: Doc, start: int, words: int) -> int:
    """The end of so many words that have wide space between them, in one paragraph."""
    end = start
    while end < len(doc) and words:
        if not doc[end].is_space:
            words -= 1
        elif not doc[end - 1].whitespace_:
            break  # white space of its own parts paragraphs
        end += 1
    return end


def _department_at(doc: Doc, i: int) -> str | None:
    """The department that a title names: of "Secretary of State John Kerry" that of State."""
    titled = i > 1 and doc[i - 1].text == "of" and doc[i - 2].text == "Secretary"
    titled = titled or (i + 1 < len(doc) and doc[i + 1].text == "Secretary")
    if not titled or doc[i].text not in DEPARTMENTS:
        return None
    return "Treasury Department" if doc[i].text == "Treasury" else f"Department of {doc[i].text}"


def _in_brackets(doc: Doc, i: int) -> bool:
    """Whether a word is an abbreviation in brackets, whatever the tagger takes it for."""
    token = doc[i]
    around = 0 < i < len(doc) - 1 and (doc[i - 1].text, doc[i + 1].text) == ("(", ")")
    return around and token.is_upper and token.is_alpha and len(token) > 1


def _names_an_organisation(doc: Doc, i: int) -> bool:
    """Whether a noun in a capital begins a name: "the Movement for Change"."""
    token = doc[i]
    if not token.text[0].isupper() or token.is_sent_start or token.lower_ not in NAMED_BODIES:
        return False
    return _institution_goes_on(doc, i + 1)


def _field_of_office(doc: Doc, i: int) -> int:
    """Where the field of an office ends: "Minister for Political Affairs"; else 0."""
    if i < 2 or doc[i - 1].text not in ("for", "of") or not doc[i - 2].text[0].isupper():
        return 0
    for at in range(i, min(i + 4, len(doc))):
        if not doc[at].text[0].isupper() and doc[at].text != "and":
            return 0
        if doc[at].text == "Affairs":
            return at + 1 if _is_title(doc[i - 2]) or doc[i - 2].text in DEPARTMENTS else 0
    return 0


def _month_for_name(doc: Doc, i: int, surnames: set[str]) -> bool:
    """Whether a month is somebody's name: "Jan Brouwer", or "May" after "Theresa May"."""
    token = doc[i]
    if token.lower_ not in NAMES_TOO or token.tag_ != "NNP" or not token.text[0].isupper():
        return False
    following = doc[i + 1] if i + 1 < len(doc) else None
    if following is not None and (following.like_num or following.lower_ in DAYS_AND_MONTHS):
        return False
    if following is not None and _begins_name(following) and token.whitespace_:
        return True
    before = doc[i - 1].lower_ if i else ""
    return token.text in surnames and before not in BEFORE_MONTHS


def _given_name_goes_on(doc: Doc, start: int, hyphen: int) -> bool:
    """Whether a name goes on in small letters behind a hyphen: "Kim Dong-yub"."""
    part = doc[hyphen + 1]
    short = len(part) <= len("hyeong") and not part.text.endswith("ed")
    return hyphen - start > 1 and short and not part.tag_.startswith(("VB", "IN"))


def _institution_goes_on(doc: Doc, end: int) -> bool:
    """Whether the name of an institution goes on: "Institute for Far Eastern Studies"."""
    if end + 1 >= len(doc) or doc[end].lower_ not in ("for", "of", "on", "&"):
        return False
    joined = doc[end].text == "&" or doc[end - 1].lower_ in NAMED_BODIES
    return joined and doc[end + 1].text[0].isupper() and doc[end + 1].tag_ in ("NNP", "NNPS", "JJ")


def _institution_behind(doc: Doc, start: int, end: int) -> int:
    """Where a name ends that holds others: "National Iranian American Council"; 0 if it does not.

    Only behind words of a name that are no name of somebody themselves.
    """
    if doc[start].tag_ != "NNP" or end - start > 1 or not doc[start].whitespace_:
        return 0
    for at in range(end, min(end + 4, len(doc))):
        if not doc[at].text[0].isupper() or not doc[at].is_alpha or not doc[at - 1].whitespace_:
            return 0
        if at > end and doc[at].lower_ in INSTITUTIONS:
            return at + 1
    return 0


def _field_goes_on(doc: Doc, start: int, end: int) -> bool:
    """Whether "and" joins the fields of an institution: "School of Economics and Politics"."""
    if end + 2 > len(doc) or doc[end].lower_ not in ("and", "&"):
        return False
    words = [doc[at].lower_ for at in range(start, end)]
    fields = {"of", "for", "on"} & set(words) and INSTITUTIONS & set(words)
    last = end + 1
    while last < min(end + 4, len(doc)) and doc[last].text[0].isupper():
        last += 1
    return bool(fields) and last > end + 1 and doc[last - 1].lower_ in FIELDS


def _head(doc: Doc, start: int, end: int) -> int:
    return int(doc[start:end].root.i)


def _same_case(text: str, alias: str) -> bool:
    """Whether the text is written as a name: "US" never matches "us", nor "Who" "WHO"."""
    letters = alias.replace(".", "")
    if letters.isupper() and len(letters) <= 5:
        return folded(text) == folded(alias)
    first = _ARTICLE.sub("", text)[:1]  # "al-Nusra" begins a sentence as "Al-Nusra"
    return not _ARTICLE.sub("", alias)[:1].isupper() or first.isupper()


_ARTICLE = re.compile(r"(?i)^(?:a[lnrstzd]h?|el)[- ](?=\w)")


def _is_title(token: Token) -> bool:
    return (
        token.text[0].isupper() and token.lower_ in titles() and token.tag_ in ("NNP", "NN", "JJ")
    )


def _names_a_body(doc: Doc, i: int) -> bool:
    """Whether words that look like a title go on as a body: "Defence Ministry"."""
    return _is_title(doc[i]) and _body_end(doc, i) > i


def _body_end(doc: Doc, i: int) -> int:
    end, limit = i, min(i + LONGEST_TITLE, len(doc))
    while end < limit and _is_title(doc[end]):
        end += 1
    if end == i or end >= len(doc) or not doc[end].text[0].isupper():
        return i
    noun = actor_nouns().get(doc[end].lower_)
    if doc[end].lower_ in INSTITUTIONS:
        return end + 1
    return end + 1 if noun and noun.stands_for == "body" else i


def _begins_name(token: Token) -> bool:
    if not token.text[0].isupper() or token.lower_.rstrip(".") in DAYS_AND_MONTHS:
        return False
    if token.tag_ in ("NNP", "NNPS"):
        return token.is_alpha or any(c.isalpha() for c in token.text)
    return False


def _named_part(token: Token) -> bool:
    return token.text[0].isupper() or token.lower_ in LINKS


def _name_goes_on(doc: Doc, link: int) -> bool:
    following = doc[link + 1]
    if following.text == "-" and link + 2 < len(doc):
        following = doc[link + 2]
    if following.lower_ in LINKS and link + 2 < len(doc):
        following = doc[link + 2]
    return following.text[0].isupper() and following.tag_ in ("NNP", "NNPS")
