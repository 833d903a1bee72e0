// topic: overview
// title: First appearances
// answers: Which actors are written of for the first time, when, and in which sentence?
// param kind: kind = null - only actors of this kind, such as ArmedGroup
// param since: date = null - only those that appear in or after this year, month or day
// param until: date = null - only those that appear in or before it
// param most: int = 50 - how many rows
// column actor: text - its name
// column kind: text - its kind
// column first: date - the day on which the first article about it was published
// column publisher: text? - who published that
// column sentence: text - the first sentence with it
// column claims: int - claims in which it acts, is acted on, or speaks, to this day
MATCH (a:Actor)<-[:SUBJECT|OBJECT|ACCORDING_TO]-(c:Claim)-[:STATED_IN]->(p:Article)
WHERE ($kind IS NULL OR a.kind = $kind) AND p.published IS NOT NULL
WITH DISTINCT a, c, p, left(p.published, 10) AS day
ORDER BY day, p.id, c.sentence_span[0], c.id
WITH a, collect([day, p.publisher, c.sentence])[0] AS begin, count(c) AS claims
WITH a, begin[0] AS first, begin[1] AS publisher, begin[2] AS sentence, claims
WHERE ($since IS NULL OR first >= left($since, size(first)))
  AND ($until IS NULL OR left(first, size($until)) <= $until)
RETURN a.name AS actor, a.kind AS kind, first, publisher, sentence, claims
ORDER BY first, actor LIMIT $most
