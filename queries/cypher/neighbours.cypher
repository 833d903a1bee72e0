// topic: sides
// title: Whom an actor deals with
// answers: On whom does the actor act, and who acts on it, in which ways and since when?
// param actor: actor - whose neighbours
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column other: text - the name of the other actor or place
// column kind: text - its kind
// column acts: int - claims in which the actor acts on it
// column acted_on: int - claims in which it acts on the actor
// column relations: list - the relations between them
// column articles: int - how many articles say so
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (a:Actor|Place {id: $actor})<-[x:SUBJECT|OBJECT]-(c:Claim)-[y:SUBJECT|OBJECT]->(b)
WHERE type(x) <> type(y) AND a <> b AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH b, count(CASE type(x) WHEN 'SUBJECT' THEN 1 END) AS acts, count(*) AS claims,
  collect(DISTINCT c.relation) AS found, count(DISTINCT c.article) AS articles,
  min(c.first) AS first, max(c.last) AS last
CALL (found) { UNWIND found AS one WITH one ORDER BY one RETURN collect(one) AS relations }
RETURN b.name AS other, coalesce(b.kind, 'Place') AS kind, acts, claims - acts AS acted_on,
  relations, articles, first, last
ORDER BY claims DESC, other LIMIT $most
