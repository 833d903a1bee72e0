# Written by `python -m actorgraph.queries.question_files` from the headers of queries/cypher.
# ruff: noqa: D400, D415, E501, ICN001, PYI021
# fmt: off
import datetime
from typing import NamedTuple

from actorgraph.queries.question_calls import Answer, QuestionCalls

class ActorsRow(NamedTuple):
    actor: str
    kind: str
    country: str | None
    acts: int
    acted_on: int
    says: int
    articles: int
    first: str | None
    last: str | None

class EgoRow(NamedTuple):
    who: str
    relation: str
    whom: str
    direct: bool
    claims: int
    articles: int
    first: str | None
    last: str | None

class NewcomersRow(NamedTuple):
    actor: str
    kind: str
    first: str
    publisher: str | None
    sentence: str
    claims: int

class RelationsRow(NamedTuple):
    relation: str
    quad: int | None
    claims: int
    denied: int
    intended: int
    pairs: int
    goldstein: float | None
    articles: int

class UnresolvedRow(NamedTuple):
    actor: str
    name: str
    kind: str
    claims: int
    articles: int
    words: list[str]
    rules: list[str]

class AlliesRow(NamedTuple):
    other: str
    kind: str
    cooperation: int
    conflict: int
    goldstein: float | None
    articles: int
    first: str | None
    last: str | None

class BackersRow(NamedTuple):
    backer: str
    backed: str
    relation: str
    claims: int
    sources: int
    first: str | None
    last: str | None

class BrokersRow(NamedTuple):
    actor: str
    kind: str
    partners: int
    open_pairs: int
    share: float

class CoBelligerentsRow(NamedTuple):
    one: str
    other: str
    enemies: list[str]
    cooperation: int
    conflict: int

class LeadersRow(NamedTuple):
    person: str
    relation: str
    body: str
    since: str | None
    until: str | None
    claims: int
    articles: int
    first: str | None
    last: str | None

class MediatorsRow(NamedTuple):
    mediator: str
    one: str
    other: str
    talks: int
    brokered: int
    conflict: int

class MembersRow(NamedTuple):
    member: str
    kind: str
    relation: str
    since: str | None
    until: str | None
    claims: int
    denied: int
    articles: int
    confidence: float

class NeighboursRow(NamedTuple):
    other: str
    kind: str
    acts: int
    acted_on: int
    relations: list[str]
    articles: int
    first: str | None
    last: str | None

class PathsRow(NamedTuple):
    steps: int
    actors: list[str]
    relations: list[str]
    claims: int

class ProxiesRow(NamedTuple):
    patron: str
    proxy: str
    target: str
    support: int
    attacks: int
    direct: int

class RivalsRow(NamedTuple):
    other: str
    kind: str
    cooperation: int
    conflict: int
    goldstein: float | None
    articles: int
    first: str | None
    last: str | None

class BrokenCeasefiresRow(NamedTuple):
    one: str
    other: str
    agreed: str
    attacker: str
    broken: str
    days: int
    ceasefire: str
    attack: str

class CarriedOutRow(NamedTuple):
    who: str
    whom: str
    threatened: str
    relation: str
    done: str
    days: int
    threat: str
    deed: str

class ConcessionsRow(NamedTuple):
    who: str
    whom: str
    mode: str | None
    claims: int
    intended: int
    denied: int
    sources: int
    first: str | None
    last: str | None

class HappenedAtRow(NamedTuple):
    date: str | None
    who: str
    relation: str
    whom: str
    status: str
    denied: bool
    speaker: str | None
    sentence: str
    article: str
    claim: str

class PlacesRow(NamedTuple):
    place: str
    country: str | None
    lat: float | None
    lon: float | None
    claims: int
    attackers: list[str]
    articles: int
    first: str | None
    last: str | None

class ReciprocalRow(NamedTuple):
    one: str
    other: str
    by_one: int
    by_other: int
    evenness: float
    first: str | None
    last: str | None

class SanctionsRow(NamedTuple):
    who: str
    whom: str
    modes: list[str]
    claims: int
    intended: int
    denied: int
    sources: int
    first: str | None
    last: str | None

class TalksRow(NamedTuple):
    one: str
    other: str
    talks: int
    agreements: int
    refusals: int
    intended: int
    modes: list[str]
    first: str | None
    last: str | None

class TerritoryRow(NamedTuple):
    place: str
    date: str
    holder: str
    before: str | None
    relation: str
    sentence: str
    article: str

class ChangesRow(NamedTuple):
    change: str
    who: str
    relation: str
    whom: str
    before: int
    between: int
    sentence: str

class ChronicleRow(NamedTuple):
    date: str | None
    who: str
    relation: str
    whom: str
    status: str
    denied: bool
    speaker: str | None
    sentence: str
    article: str
    claim: str

class DormantRow(NamedTuple):
    one: str
    other: str
    claims: int
    relations: list[str]
    last: str
    days: int

class DyadRow(NamedTuple):
    date: str | None
    who: str
    relation: str
    whom: str
    status: str
    denied: bool
    speaker: str | None
    sentence: str
    article: str
    claim: str

class EscalationRow(NamedTuple):
    week: datetime.date
    claims: int
    goldstein: float
    lowest: float
    cooperation: int
    conflict: int

class IntentionsRow(NamedTuple):
    who: str
    relation: str
    whom: str
    planned: int
    demanded: int
    hypothetical: int
    happens: int
    first: str | None
    last: str | None

class AccusationsRow(NamedTuple):
    speaker: str
    who: str
    relation: str
    whom: str
    claims: int
    denied: int
    sources: int
    first: str | None
    last: str | None

class AllegationsRow(NamedTuple):
    who: str
    relation: str
    whom: str
    alleged: int
    denied: int
    alleged_by: list[str]
    sources: int
    first: str | None
    last: str | None

class CheckedRow(NamedTuple):
    who: str
    relation: str
    whom: str
    denied: bool
    verdict: str
    coders: int
    wrong: list[str]
    confidence: float
    sentence: str
    article: str
    claim: str

class CompareRow(NamedTuple):
    who: str
    relation: str
    whom: str
    by_one: int
    by_other: int
    denied_by_one: int
    denied_by_other: int
    attributed: list[str]

class ContestedRow(NamedTuple):
    who: str
    relation: str
    whom: str
    asserted: int
    denied: int
    denied_by: list[str]
    first: str | None
    last: str | None

class ContradictionsRow(NamedTuple):
    who: str
    relation: str
    whom: str
    denied_by: str | None
    denial: str
    denial_article: str
    asserted_by: str | None
    assertion: str
    assertion_article: str

class DenialsRow(NamedTuple):
    date: str | None
    speaker: str | None
    who: str
    relation: str
    whom: str
    contradicted: int
    sentence: str
    article: str
    claim: str

class ExclusivesRow(NamedTuple):
    publisher: str
    who: str
    relation: str
    whom: str
    claims: int
    confidence: float
    sentence: str
    article: str

class FragileRow(NamedTuple):
    who: str
    relation: str
    whom: str
    confidence: float
    sentence: str
    article: str
    claim: str

class PublishersRow(NamedTuple):
    publisher: str
    articles: int
    claims: int
    attributed: int
    denied: int
    cooperation: int
    conflict: int
    goldstein: float | None
    first: str | None
    last: str | None

class ReprintsRow(NamedTuple):
    title: str | None
    published: str | None
    articles: int
    publishers: list[str]
    claims: int
    ids: list[str]
    report: str

class SaidRow(NamedTuple):
    speaker: str
    who: str
    relation: str
    whom: str
    asserted: int
    denied: int
    first: str | None
    last: str | None

class SourcesRow(NamedTuple):
    who: str
    relation: str
    whom: str
    sources: int
    publishers: list[str]
    articles: int
    claims: int
    confidence: float
    sentence: str

class SpeakersRow(NamedTuple):
    speaker: str
    kind: str
    verbal_cooperation: int
    material_cooperation: int
    verbal_conflict: int
    material_conflict: int
    ties: int
    denied: int
    goldstein: float | None

class Ask(QuestionCalls):
    def actors(self, *, kind: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[ActorsRow]:
        """Which actors act most, are acted on most, and are heard most?"""
    def ego(self, actor: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 200) -> Answer[EgoRow]:
        """Whom does the actor deal with, and what do those do to each other?"""
    def newcomers(self, *, kind: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[NewcomersRow]:
        """Which actors are written of for the first time, when, and in which sentence?"""
    def relations(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False) -> Answer[RelationsRow]:
        """How often is each relation stated, denied, planned or demanded?"""
    def unresolved(self, *, kind: str | None = None, most: int = 100) -> Answer[UnresolvedRow]:
        """Which actors are known by their words alone, so that two of them may be one?"""
    def allies(self, actor: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 20) -> Answer[AlliesRow]:
        """With whom does the actor cooperate more than it quarrels?"""
    def backers(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[BackersRow]:
        """Who supports, aids, backs or is allied with whom, and how many sources say so?"""
    def brokers(self, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 20) -> Answer[BrokersRow]:
        """Whose partners have nothing to do with each other, so that the way leads through it?"""
    def co_belligerents(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[CoBelligerentsRow]:
        """Which actors attack the same others and not each other?"""
    def leaders(self, *, actor: str | None = None, on: str | datetime.date | None = None, most: int = 100) -> Answer[LeadersRow]:
        """Who heads or speaks for a state, force or party, on a date?"""
    def mediators(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[MediatorsRow]:
        """Who talks with both sides of a fight, and is in no conflict with either?"""
    def members(self, actor: str, *, on: str | datetime.date | None = None, most: int = 100) -> Answer[MembersRow]:
        """Who belongs to it, or is a part of it, on a date?"""
    def neighbours(self, actor: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[NeighboursRow]:
        """On whom does the actor act, and who acts on it, in which ways and since when?"""
    def paths(self, actor: str, other: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 20) -> Answer[PathsRow]:
        """By which chains of relations, the shortest, are the two connected?"""
    def proxies(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[ProxiesRow]:
        """Who backs, aids or supports somebody that attacks a third?"""
    def rivals(self, actor: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 20) -> Answer[RivalsRow]:
        """With whom does the actor quarrel more than it cooperates?"""
    def broken_ceasefires(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, within: int = 14, most: int = 50) -> Answer[BrokenCeasefiresRow]:
        """After which ceasefire did one side attack the other, who and how soon? (Days must be known.)"""
    def carried_out(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, within: int = 30, most: int = 50) -> Answer[CarriedOutRow]:
        """Who threatened whom and then did it harm, and how soon? (Days must be known.)"""
    def concessions(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[ConcessionsRow]:
        """Who ceases fire, withdraws, releases, surrenders or eases what it did, and in whose favour?"""
    def happened_at(self, place: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 1000) -> Answer[HappenedAtRow]:
        """Who did what to whom at a place, or to it, day by day?"""
    def places(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[PlacesRow]:
        """Which places are attacked, or fought in, by whom and how often?"""
    def reciprocal(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[ReciprocalRow]:
        """Which two actors attack each other, and how evenly?"""
    def sanctions(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[SanctionsRow]:
        """Who puts sanctions on whom, expels its diplomats or breaks off relations, or plans to?"""
    def talks(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[TalksRow]:
        """Which two actors meet, negotiate and agree, and which refuse to?"""
    def territory(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 100) -> Answer[TerritoryRow]:
        """When is a place said to be held or seized by somebody else than before?"""
    def changes(self, since: str | datetime.date, until: str | datetime.date, *, actor: str | None = None, most: int = 100) -> Answer[ChangesRow]:
        """Which relations are new, more, fewer or gone beside an equally long time before? (Events dated to a day.)"""
    def chronicle(self, actor: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 1000) -> Answer[ChronicleRow]:
        """What did the actor do, what was done to it, and which sentences say so?"""
    def dormant(self, *, actor: str | None = None, until: str | datetime.date | None = None, silent: int = 90, least: int = 3, most: int = 50) -> Answer[DormantRow]:
        """Which two actors had much to do with each other, and nothing for some time?"""
    def dyad(self, actor: str, other: str, *, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 1000) -> Answer[DyadRow]:
        """What did the two do to each other, day by day, and which sentence says so?"""
    def escalation(self, actor: str, *, other: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 1000) -> Answer[EscalationRow]:
        """Is it getting better or worse around an actor, or between two? (Events dated to a day.)"""
    def intentions(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[IntentionsRow]:
        """What do actors intend, what is asked of them, and is it said anywhere that they do it?"""
    def accusations(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[AccusationsRow]:
        """Who says that one actor did harm to another, without being either of the two?"""
    def allegations(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[AllegationsRow]:
        """Which relations does nobody state as a fact, however often they are alleged?"""
    def checked(self, *, actor: str | None = None, relation: str | None = None, verdict: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 1000) -> Answer[CheckedRow]:
        """Which claims did coders check, and what did they find wrong about them?"""
    def compare(self, one: str, other: str, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 100) -> Answer[CompareRow]:
        """What do two publishers report of the same actors, and what does only one of them?"""
    def contested(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 20) -> Answer[ContestedRow]:
        """Which relations do some assert and others deny, and who denies them?"""
    def contradictions(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[ContradictionsRow]:
        """Which sentence denies what another states of the same time, and who says which?"""
    def denials(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 100) -> Answer[DenialsRow]:
        """What does a speaker, or the text itself, say is not so?"""
    def exclusives(self, *, publisher: str | None = None, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[ExclusivesRow]:
        """Which relations does a single publisher report, and nobody else?"""
    def fragile(self, *, actor: str | None = None, below: float = 0.6, most: int = 100) -> Answer[FragileRow]:
        """Which relations rest on one claim alone, of which the reader is not sure?"""
    def publishers(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[PublishersRow]:
        """How much does each publisher report, of what sort, and how much of it on others' word?"""
    def reprints(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, most: int = 50) -> Answer[ReprintsRow]:
        """Which reports were printed by more than one article, by whom, and how many claims are in them?"""
    def said(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[SaidRow]:
        """What do speakers say that actors do to each other, and what do they deny?"""
    def sources(self, *, actor: str | None = None, relation: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[SourcesRow]:
        """How many sources stand behind each relation, and which are they?"""
    def speakers(self, *, actor: str | None = None, since: str | datetime.date | None = None, until: str | datetime.date | None = None, checked: bool = False, most: int = 50) -> Answer[SpeakersRow]:
        """Which speakers tell of cooperation and which of conflict, and what do they deny?"""
