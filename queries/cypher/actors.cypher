// topic: overview
// title: Who is in the graph
// answers: Which actors act most, are acted on most, and are heard most?
// param kind: kind = null - only actors of this kind, such as State or ArmedGroup
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column actor: text - its name
// column kind: text - its kind
// column country: text? - its country (ISO 3166), where the catalogue knows it
// column acts: int - claims in which it acts, stated or alleged and not denied
// column acted_on: int - claims in which others act on it
// column says: int - claims that are made according to it, of whatever sort
// column articles: int - how many articles have one of these claims
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (a:Actor)<-[x:SUBJECT|OBJECT|ACCORDING_TO]-(c:Claim)
WHERE ($kind IS NULL OR a.kind = $kind)
  AND (type(x) = 'ACCORDING_TO' OR NOT c.denied AND c.status IN ['actual', 'alleged'])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH a, count(CASE type(x) WHEN 'SUBJECT' THEN 1 END) AS acts,
  count(CASE type(x) WHEN 'OBJECT' THEN 1 END) AS acted_on,
  count(CASE type(x) WHEN 'ACCORDING_TO' THEN 1 END) AS says,
  count(DISTINCT c.article) AS articles, min(c.first) AS first, max(c.last) AS last
RETURN a.name AS actor, a.kind AS kind, a.country AS country, acts, acted_on, says, articles,
  first, last
ORDER BY acts + acted_on DESC, says DESC, actor LIMIT $most
