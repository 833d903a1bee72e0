// topic: sources
// title: What is alleged and never stated
// answers: Which relations does nobody state as a fact, however often they are alleged?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column who: text - who is said to act
// column relation: text - how
// column whom: text - on whom
// column alleged: int - claims that allege it
// column denied: int - claims that it is not so
// column alleged_by: list - the speakers, where the texts name them
// column sources: int - how many reports, each counted once however many papers print it
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE (c.denied OR c.status IN ['actual', 'alleged'])
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(v)
WITH s, c, o, v, NOT c.denied AND c.status = 'alleged' AS alleged ORDER BY v.name
WITH s, c.relation AS relation, o, count(CASE WHEN alleged THEN 1 END) AS alleged,
  count(CASE WHEN c.denied THEN 1 END) AS denied,
  count(CASE WHEN NOT c.denied AND c.status = 'actual' THEN 1 END) AS stated,
  collect(DISTINCT CASE WHEN alleged THEN v.name END) AS alleged_by,
  count(DISTINCT CASE WHEN alleged THEN c.origin END) AS sources,
  min(c.first) AS first, max(c.last) AS last
WHERE alleged > 0 AND stated = 0
RETURN s.name AS who, relation, o.name AS whom, alleged, denied, alleged_by, sources, first, last
ORDER BY alleged DESC, sources DESC, who, relation, whom LIMIT $most
