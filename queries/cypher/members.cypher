// topic: sides
// title: Members of an alliance, party or force
// answers: Who belongs to it, or is a part of it, on a date?
// param actor: actor - the alliance, organisation, party or force
// param on: date = null - only who did so in this year, month or day; unknown dates count as yes
// param most: int = 100 - how many rows
// column member: text - who belongs to it
// column kind: text - the member's kind
// column relation: text - member_of or part_of
// column since: date? - since when, where the catalogue or a claim tells
// column until: date? - until when
// column claims: int - claims that say so
// column denied: int - claims that it is not so
// column articles: int - how many articles
// column confidence: float - of the surest claim, 0 to 1
MATCH (a:Actor {id: $actor})<-[r:MEMBER_OF|PART_OF]-(m:Actor)
WHERE ($on IS NULL OR r.since IS NULL OR left(r.since, size($on)) <= $on)
  AND ($on IS NULL OR r.until IS NULL OR r.until >= left($on, size(r.until)))
RETURN m.name AS member, m.kind AS kind, toLower(type(r)) AS relation, r.since AS since,
  r.until AS until, r.claims + r.alleged AS claims, r.denials AS denied, r.articles AS articles,
  r.confidence AS confidence
ORDER BY claims DESC, member, relation LIMIT $most
