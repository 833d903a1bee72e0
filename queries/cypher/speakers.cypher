// topic: sources
// title: How speakers speak of others
// answers: Which speakers tell of cooperation and which of conflict, and what do they deny?
// param actor: actor = null - only what they say about this actor
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column speaker: text - who speaks
// column kind: text - the speaker's kind
// column verbal_cooperation: int - events of quad class 1 that the speaker tells of
// column material_cooperation: int - of quad class 2
// column verbal_conflict: int - of quad class 3
// column material_conflict: int - of quad class 4
// column ties: int - lasting ties
// column denied: int - what the speaker says is not so; none of the above counts it
// column goldstein: float? - the mean Goldstein weight of what the speaker tells of, -10 to 10
MATCH (v)<-[:ACCORDING_TO]-(c:Claim)
WHERE ($actor IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Actor|Place {id: $actor}) })
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH v, c, CASE WHEN NOT c.denied THEN coalesce(c.quad, 0) END AS quad
RETURN v.name AS speaker, v.kind AS kind, count(CASE quad WHEN 1 THEN 1 END) AS verbal_cooperation,
  count(CASE quad WHEN 2 THEN 1 END) AS material_cooperation,
  count(CASE quad WHEN 3 THEN 1 END) AS verbal_conflict,
  count(CASE quad WHEN 4 THEN 1 END) AS material_conflict,
  count(CASE quad WHEN 0 THEN 1 END) AS ties, count(CASE WHEN c.denied THEN 1 END) AS denied,
  round(avg(CASE WHEN NOT c.denied THEN c.goldstein END), 2) AS goldstein
ORDER BY verbal_cooperation + material_cooperation + verbal_conflict + material_conflict + ties
  + denied DESC, speaker LIMIT $most
