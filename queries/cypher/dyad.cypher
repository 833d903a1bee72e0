// topic: time
// title: What happened between two actors
// answers: What did the two do to each other, day by day, and which sentence says so?
// param actor: actor - one of the two
// param other: actor - the other
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
MATCH (a:Actor|Place {id: $actor})<-[x:SUBJECT|OBJECT]-(c:Claim)-[y:SUBJECT|OBJECT]->
  (b:Actor|Place {id: $other})
WHERE type(x) <> type(y)
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o)
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(who)
RETURN DISTINCT c.first AS date, s.name AS who, c.relation AS relation, o.name AS whom,
  c.status AS status, c.denied AS denied, who.name AS speaker, c.sentence AS sentence,
  c.article AS article, c.id AS claim
ORDER BY date, article, claim LIMIT $most
