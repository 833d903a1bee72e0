// topic: overview
// title: The network around an actor
// answers: Whom does the actor deal with, and what do those do to each other?
// param actor: actor - in the middle
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 200 - how many rows
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column direct: bool - whether the actor itself is one of the two
// column claims: int - how many claims
// column articles: int - how many articles
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (a:Actor|Place {id: $actor})
CALL (a) {
  MATCH (a)<-[:SUBJECT|OBJECT]-(c:Claim)-[:SUBJECT|OBJECT]->(b)
  WHERE NOT c.denied AND c.status IN ['actual', 'alleged']
    AND ($since IS NULL OR c.last >= left($since, size(c.last)))
    AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  RETURN collect(DISTINCT b) AS others
}
UNWIND others + [a] AS one
WITH collect(DISTINCT one) AS circle
UNWIND circle AS s
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE o IN circle AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
WITH s, c.relation AS relation, o, count(*) AS claims, count(DISTINCT c.article) AS articles,
  min(c.first) AS first, max(c.last) AS last
RETURN s.name AS who, relation, o.name AS whom, $actor IN [s.id, o.id] AS direct, claims, articles,
  first, last
ORDER BY direct DESC, claims DESC, who, relation, whom LIMIT $most
