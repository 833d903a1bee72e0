// topic: events
// title: What happened at a place
// answers: Who did what to whom at a place, or to it, day by day?
// param place: actor - the place
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 1000 - how many rows
// column date: date? - when, as exact as it is known; else the day of publication
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column status: text - actual, alleged, planned, demanded or hypothetical
// column denied: bool - the text says that it is not so
// column speaker: text? - who says so, where the text attributes it
// column sentence: text - the words
// column article: text - the article's id
// column claim: text - the claim's id
MATCH (:Place {id: $place})<-[:AT|OBJECT]-(c:Claim)
WHERE ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH DISTINCT c
MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(v)
RETURN c.first AS date, s.name AS who, c.relation AS relation, o.name AS whom, c.status AS status,
  c.denied AS denied, v.name AS speaker, c.sentence AS sentence, c.article AS article, c.id AS claim
ORDER BY date, article, c.sentence_span[0], claim LIMIT $most
