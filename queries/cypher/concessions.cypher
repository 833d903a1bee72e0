// topic: events
// title: Who gives way to whom
// answers: Who ceases fire, withdraws, releases, surrenders or eases what it did, and in whose favour?
// param actor: actor = null - only by or to this actor
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column who: text - who gives way
// column whom: text - to whom
// column mode: text? - in which way, where known: ceasefire, withdraw, release, ease …
// column claims: int - claims that state or allege it
// column intended: int - claims of plans, demands and conditions
// column denied: int - claims that it is not so
// column sources: int - how many reports, each counted once however many papers print it
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim {relation: 'yields_to'})-[:OBJECT]->(o)
WHERE ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH s, o, c, NOT c.denied AND c.status IN ['actual', 'alleged'] AS holds
RETURN s.name AS who, o.name AS whom, c.mode AS mode, count(CASE WHEN holds THEN 1 END) AS claims,
  count(CASE WHEN NOT holds AND NOT c.denied THEN 1 END) AS intended,
  count(CASE WHEN c.denied THEN 1 END) AS denied, count(DISTINCT c.origin) AS sources,
  min(c.first) AS first, max(c.last) AS last
ORDER BY claims DESC, intended DESC, who, whom, mode LIMIT $most
