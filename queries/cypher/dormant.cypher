// topic: time
// title: Dyads that fell silent
// answers: Which two actors had much to do with each other, and nothing for some time?
// param actor: actor = null - only where this actor is one of the two
// param until: day = null - seen from this day; else from the day of the last event in the graph
// param silent: int = 90 - for how many days there must have been nothing
// param least: int = 3 - how many claims there must have been
// param most: int = 50 - how many rows
// column one: text - one of the two
// column other: text - the other
// column claims: int - how many claims, stated or alleged
// column relations: list - what was between them
// column last: date - the last event, as exact as it is known
// column days: int - how many days ago that was, at the least
CALL () { MATCH (c:Claim) WHERE NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($until IS NULL OR left(c.first, 10) <= $until)
  RETURN coalesce($until, max(CASE WHEN size(c.last) = 10 THEN c.last END)) AS end }
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Actor)
WHERE s <> o AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND c.first <= end AND ($actor IS NULL OR $actor IN [s.id, o.id])
WITH CASE WHEN s.id < o.id THEN s ELSE o END AS a, CASE WHEN s.id < o.id THEN o ELSE s END AS b, c, end
ORDER BY c.relation
WITH a, b, end, count(*) AS claims, collect(DISTINCT c.relation) AS relations, max(c.last) AS last
WITH a, b, end, claims, relations, last, CASE size(last) WHEN 10 THEN date(last)
  WHEN 7 THEN date(last) + duration('P1M') - duration('P1D') ELSE date(last + '-12-31') END AS day
WITH a, b, claims, relations, last, duration.inDays(day, date(end)).days AS days
WHERE claims >= $least AND days >= $silent
RETURN a.name AS one, b.name AS other, claims, relations, last, days
ORDER BY claims DESC, one, other LIMIT $most
