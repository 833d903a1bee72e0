// topic: sources
// title: What third parties lay to somebody's charge
// answers: Who says that one actor did harm to another, without being either of the two?
// param actor: actor = null - only what this actor says, is charged with, or suffers
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 50 - how many rows
// column speaker: text - who says so
// column who: text - who is said to have done it
// column relation: text - what: a relation of quad class 3 or 4
// column whom: text - to whom
// column claims: int - how often the speaker says so, as a fact or an allegation
// column denied: int - how often anybody denies it
// column sources: int - how many reports say so, each counted once however many papers print it
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (v)<-[:ACCORDING_TO]-(c:Claim)
WHERE c.quad >= 3 AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o)
WHERE v <> s AND v <> o AND ($actor IS NULL OR $actor IN [v.id, s.id, o.id])
WITH v, s, c.relation AS relation, o, count(*) AS claims, count(DISTINCT c.origin) AS sources,
  min(c.first) AS first, max(c.last) AS last
RETURN v.name AS speaker, s.name AS who, relation, o.name AS whom, claims,
  COUNT { (s)<-[:SUBJECT]-(d:Claim {denied: true})-[:OBJECT]->(o)
    WHERE d.relation = relation } AS denied, sources, first, last
ORDER BY claims DESC, speaker, who, relation, whom LIMIT $most
