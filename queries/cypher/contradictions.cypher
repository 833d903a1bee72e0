// topic: sources
// title: Sentences that contradict each other
// answers: Which sentence denies what another states of the same time, and who says which?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only denials of what was in or after this year, month or day
// param until: date = null - only denials of what was in or before it
// param most: int = 50 - how many rows
// column who: text - who is said to act
// column relation: text - how
// column whom: text - on whom
// column denied_by: text? - the speaker of the denial, where the text names one
// column denial: text - its sentence
// column denial_article: text - its article
// column asserted_by: text? - the speaker of the other claim, where the text names one
// column assertion: text - its sentence
// column assertion_article: text - its article
MATCH (s)<-[:SUBJECT]-(c:Claim:Denial)-[:OBJECT]->(o)
WHERE ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
MATCH (c)-[:CONTRADICTS]->(d:Claim)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(v)
OPTIONAL MATCH (d)-[:ACCORDING_TO]->(w)
RETURN s.name AS who, c.relation AS relation, o.name AS whom, v.name AS denied_by,
  c.sentence AS denial, c.article AS denial_article, w.name AS asserted_by, d.sentence AS assertion,
  d.article AS assertion_article
ORDER BY who, relation, whom, c.first, c.id, d.first, d.id LIMIT $most
