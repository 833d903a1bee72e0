// topic: sources
// title: Who reports it
// answers: How many sources stand behind each relation, and which are they?
// param actor: actor = null - only with this actor at either end
// param relation: relation = null - only this relation
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column sources: int - how many reports, each counted once however many papers print it
// column publishers: list - who prints them; an article without a publisher stands for itself
// column articles: int - how many articles
// column claims: int - how many claims
// column confidence: float - of the surest claim, 0 to 1
// column sentence: text - the words of the surest claim
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR $actor IN [s.id, o.id]) AND ($relation IS NULL OR c.relation = $relation)
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
MATCH (c)-[:STATED_IN]->(a)
WITH s, o, c, a ORDER BY c.confidence DESC, c.id
WITH s, c.relation AS relation, o, count(DISTINCT c.origin) AS sources,
  collect(DISTINCT coalesce(a.publisher, a.id)) AS found,
  count(DISTINCT c.article) AS articles, count(*) AS claims, max(c.confidence) AS confidence,
  collect(c.sentence)[0] AS sentence
CALL (found) { UNWIND found AS one WITH one ORDER BY one RETURN collect(one) AS publishers }
RETURN s.name AS who, relation, o.name AS whom, sources, publishers,
  articles, claims, confidence, sentence
ORDER BY sources DESC, claims DESC, who, relation, whom LIMIT $most
