// topic: events
// title: Sanctions
// answers: Who puts sanctions on whom, expels its diplomats or breaks off relations, or plans to?
// param actor: actor = null - only by or on this actor
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column who: text - who does
// column whom: text - on whom
// column modes: list - in which ways, where known: convict, discontinue, expel, withdraw
// column claims: int - claims that state or allege it
// column intended: int - claims of plans, demands, conditions and threats of it
// column denied: int - claims that it is not so
// column sources: int - how many reports, each counted once however many papers print it
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE (c.relation = 'sanctions' OR (c.relation = 'threatens' AND c.mode IN ['expel', 'relations']))
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH s, o, c, c.relation = 'sanctions' AND NOT c.denied AND c.status IN ['actual', 'alleged'] AS holds
ORDER BY c.mode
RETURN s.name AS who, o.name AS whom,
  collect(DISTINCT CASE c.relation WHEN 'sanctions' THEN c.mode END) AS modes,
  count(CASE WHEN holds THEN 1 END) AS claims,
  count(CASE WHEN NOT holds AND NOT c.denied THEN 1 END) AS intended,
  count(CASE WHEN c.denied THEN 1 END) AS denied, count(DISTINCT c.origin) AS sources,
  min(c.first) AS first, max(c.last) AS last
ORDER BY claims DESC, intended DESC, who, whom LIMIT $most
