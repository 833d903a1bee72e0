// topic: sources
// title: What only one publisher reports
// answers: Which relations does a single publisher report, and nobody else?
// param publisher: publisher = null - only what this publisher reports alone
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 50 - how many rows
// column publisher: text - who reports it; an article without a publisher counts for itself
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column claims: int - how many claims
// column confidence: float - of the surest, 0 to 1
// column sentence: text - the words of the surest
// column article: text - the article of the surest
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o) MATCH (c)-[:STATED_IN]->(a:Article)
WHERE NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
WITH s, o, c, coalesce(a.publisher, a.id) AS publisher ORDER BY c.confidence DESC, c.id
WITH s, c.relation AS relation, o, collect(DISTINCT publisher) AS publishers, collect(c)[0] AS c,
  count(*) AS claims
WHERE size(publishers) = 1 AND ($publisher IS NULL OR publishers[0] = $publisher)
RETURN publishers[0] AS publisher, s.name AS who, relation, o.name AS whom, claims,
  c.confidence AS confidence, c.sentence AS sentence, c.article AS article
ORDER BY publisher, claims DESC, confidence DESC, who, relation, whom LIMIT $most
