// topic: sides
// title: Against whom an actor stands
// answers: With whom does the actor quarrel more than it cooperates?
// param actor: actor - whose rivals
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 20 - how many rows
// column other: text - the other actor
// column kind: text - its kind
// column cooperation: int - claims of cooperation between them (quad classes 1 and 2, backs, allied_with)
// column conflict: int - claims of conflict between them (quad classes 3 and 4, opposes)
// column goldstein: float? - the mean Goldstein weight of their events, -10 to 10
// column articles: int - how many articles say so
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (a:Actor {id: $actor})<-[x:SUBJECT|OBJECT]-(c:Claim)-[y:SUBJECT|OBJECT]->(b:Actor)
WHERE type(x) <> type(y) AND a <> b AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH b, c, c.quad <= 2 OR c.relation IN ['backs', 'allied_with'] AS friendly,
  c.quad >= 3 OR c.relation = 'opposes' AS hostile
WITH b, count(CASE WHEN friendly THEN 1 END) AS cooperation,
  count(CASE WHEN hostile THEN 1 END) AS conflict, avg(c.goldstein) AS mean,
  count(DISTINCT c.article) AS articles, min(c.first) AS first, max(c.last) AS last
WHERE cooperation < conflict
RETURN b.name AS other, b.kind AS kind, cooperation, conflict, round(mean, 2) AS goldstein,
  articles, first, last
ORDER BY conflict - cooperation DESC, other LIMIT $most
