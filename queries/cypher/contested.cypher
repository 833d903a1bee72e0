// topic: sources
// title: What is both claimed and denied
// answers: Which relations do some assert and others deny, and who denies them?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 20 - how many rows
// column who: text - who is said to act
// column relation: text - how
// column whom: text - on whom
// column asserted: int - claims that it is so, as a fact or an allegation
// column denied: int - claims that it is not
// column denied_by: list - who denies it, where the text says who
// column first: date? - the earliest of both, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE (c.denied OR c.status IN ['actual', 'alleged'])
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(speaker)
WITH s, c.relation AS relation, o, count(CASE WHEN NOT c.denied THEN 1 END) AS asserted,
  count(CASE WHEN c.denied THEN 1 END) AS denied,
  collect(DISTINCT CASE WHEN c.denied THEN speaker.name END) AS speakers,
  min(c.first) AS first, max(c.last) AS last
WHERE asserted > 0 AND denied > 0
CALL (speakers) { UNWIND speakers AS one WITH one ORDER BY one RETURN collect(one) AS denied_by }
RETURN s.name AS who, relation, o.name AS whom, asserted, denied, denied_by, first, last
ORDER BY CASE WHEN asserted < denied THEN asserted ELSE denied END DESC,
  asserted + denied DESC, who, relation, whom LIMIT $most
