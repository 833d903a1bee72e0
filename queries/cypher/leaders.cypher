// topic: sides
// title: Who leads or speaks for whom
// answers: Who heads or speaks for a state, force or party, on a date?
// param actor: actor = null - only this person, or this body
// param on: date = null - only who did so in this year, month or day; unknown dates count as yes
// param most: int = 100 - how many rows
// column person: text - who leads, or speaks
// column relation: text - leads or speaks_for
// column body: text - whom
// column since: date? - since when, where the catalogue or a claim tells
// column until: date? - until when
// column claims: int - claims that say so
// column articles: int - how many articles
// column first: date? - the earliest that says so
// column last: date? - the latest
MATCH (p:Actor)-[r:LEADS|SPEAKS_FOR]->(b:Actor)
WHERE ($actor IS NULL OR $actor IN [p.id, b.id])
  AND ($on IS NULL OR r.since IS NULL OR left(r.since, size($on)) <= $on)
  AND ($on IS NULL OR r.until IS NULL OR r.until >= left($on, size(r.until)))
RETURN p.name AS person, toLower(type(r)) AS relation, b.name AS body, r.since AS since,
  r.until AS until, r.claims + r.alleged AS claims, r.articles AS articles, r.first AS first,
  r.last AS last
ORDER BY body, relation, claims DESC, person LIMIT $most
