// topic: events
// title: Where attacks are reported
// answers: Which places are attacked, or fought in, by whom and how often?
// param actor: actor = null - only attacks by or on this actor
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column place: text - its name
// column country: text? - its country (ISO 3166), where the gazetteer knows it
// column lat: float? - its latitude in degrees (WGS 84)
// column lon: float? - its longitude
// column claims: int - claims of attacks on it, or there
// column attackers: list - who attacks
// column articles: int - how many articles
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim {relation: 'attacks'})-[:AT|OBJECT]->(p:Place)
WHERE NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Actor|Place {id: $actor}) })
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH DISTINCT p, s, c ORDER BY s.name
RETURN p.name AS place, p.country AS country, p.lat AS lat, p.lon AS lon, count(*) AS claims,
  collect(DISTINCT s.name) AS attackers, count(DISTINCT c.article) AS articles,
  min(c.first) AS first, max(c.last) AS last
ORDER BY claims DESC, place LIMIT $most
