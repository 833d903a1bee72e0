// topic: sides
// title: Who backs whom
// answers: Who supports, aids, backs or is allied with whom, and how many sources say so?
// param actor: actor = null - only where this actor gives or gets
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column backer: text - who gives
// column backed: text - who gets
// column relation: text - aids, allied_with, backs or supports
// column claims: int - how many claims
// column sources: int - how many reports, each counted once however many papers print it
// column first: date? - the earliest, as exact as it is known
// column last: date? - the latest
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Actor)
WHERE c.relation IN ['aids', 'allied_with', 'backs', 'supports']
  AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
RETURN s.name AS backer, o.name AS backed, c.relation AS relation, count(*) AS claims,
  count(DISTINCT c.origin) AS sources, min(c.first) AS first, max(c.last) AS last
ORDER BY sources DESC, claims DESC, backer, backed, relation LIMIT $most
