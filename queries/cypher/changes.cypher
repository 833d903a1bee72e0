// topic: time
// title: What changed between two dates
// answers: Which relations are new, more, fewer or gone beside an equally long time before? (Events dated to a day.)
// param since: day - the first day
// param until: day - the last day
// param actor: actor = null - only with this actor at either end
// param most: int = 100 - how many rows
// column change: text - new, more, same, fewer or gone
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column before: int - claims of the equally long time before; by the day on which an event began
// column between: int - claims of the time between the two dates
// column sentence: text - the latest that tells of it
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WITH s, o, c,
  toString(date($since) - duration.inDays(date($since), date($until) + duration('P1D'))) AS begin
WHERE NOT c.denied AND c.status IN ['actual', 'alleged'] AND size(c.first) = 10
  AND begin <= c.first <= $until AND ($actor IS NULL OR $actor IN [s.id, o.id])
WITH s, o, c ORDER BY c.first DESC, c.id
WITH s, c.relation AS relation, o, count(CASE WHEN c.first < $since THEN 1 END) AS before,
  count(CASE WHEN c.first >= $since THEN 1 END) AS between, collect(c.sentence)[0] AS sentence
RETURN CASE WHEN before = 0 THEN 'new' WHEN between = 0 THEN 'gone' WHEN between > before THEN 'more'
  WHEN between < before THEN 'fewer' ELSE 'same' END AS change,
  s.name AS who, relation, o.name AS whom, before, between, sentence
ORDER BY abs(between - before) DESC, who, relation, whom LIMIT $most
