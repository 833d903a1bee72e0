// topic: sources
// title: Who says what about whom
// answers: What do speakers say that actors do to each other, and what do they deny?
// param actor: actor = null - only what this speaker says
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column speaker: text - who says so
// column who: text - who is said to act
// column relation: text - how
// column whom: text - on whom
// column asserted: int - how often the speaker says that it is so, or planned, demanded or possible
// column denied: int - how often the speaker says that it is not
// column first: date? - the earliest, as exact as it is known
// column last: date? - the latest
MATCH (speaker)<-[:ACCORDING_TO]-(c:Claim)
WHERE ($actor IS NULL OR speaker.id = $actor)
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o)
RETURN speaker.name AS speaker, s.name AS who, c.relation AS relation, o.name AS whom,
  count(CASE WHEN NOT c.denied THEN 1 END) AS asserted,
  count(CASE WHEN c.denied THEN 1 END) AS denied, min(c.first) AS first, max(c.last) AS last
ORDER BY asserted + denied DESC, speaker, who, relation, whom LIMIT $most
