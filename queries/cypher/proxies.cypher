// topic: sides
// title: Who fights through others
// answers: Who backs, aids or supports somebody that attacks a third?
// param actor: actor = null - only where this actor is patron, proxy or target
// param since: date = null - only relations with something in or after this year, month or day
// param until: date = null - only relations with something in or before it
// param most: int = 50 - how many rows
// column patron: text - who backs
// column proxy: text - who is backed, and attacks
// column target: text - who is attacked
// column support: int - claims that the patron backs, aids or supports the proxy
// column attacks: int - claims that the proxy attacks the target
// column direct: int - claims of any time that the patron attacks the target itself
MATCH (p:Actor)-[b:AIDS|BACKS|SUPPORTS]->(x:Actor)
WHERE p <> x
  AND ($since IS NULL OR b.last >= left($since, size(b.last)))
  AND ($until IS NULL OR left(b.first, size($until)) <= $until)
WITH p, x, sum(b.claims + b.alleged) AS support
MATCH (x)-[f:ATTACKS]->(t)
WHERE t <> p AND t <> x AND ($actor IS NULL OR $actor IN [p.id, x.id, t.id])
  AND ($since IS NULL OR f.last >= left($since, size(f.last)))
  AND ($until IS NULL OR left(f.first, size($until)) <= $until)
OPTIONAL MATCH (p)-[d:ATTACKS]->(t)
RETURN p.name AS patron, x.name AS proxy, t.name AS target, support,
  f.claims + f.alleged AS attacks, coalesce(d.claims + d.alleged, 0) AS direct
ORDER BY CASE WHEN support < attacks THEN support ELSE attacks END DESC, support + attacks DESC,
  patron, proxy, target LIMIT $most
