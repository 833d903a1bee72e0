// topic: events
// title: Who talks with whom
// answers: Which two actors meet, negotiate and agree, and which refuse to?
// param actor: actor = null - only this actor's talks
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column one: text - one of the two
// column other: text - the other
// column talks: int - claims that they meet or negotiate
// column agreements: int - claims that they agree
// column refusals: int - claims that one rejects meeting the other, or that such talks are denied
// column intended: int - claims of talks or agreements that are planned, demanded or possible
// column modes: list - in which ways, where known: visit, phone, multilateral, third-party
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Actor)
WHERE s <> o AND (c.relation IN ['negotiates_with', 'agrees_with']
    OR (c.relation = 'rejects' AND c.mode = 'meet'))
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH CASE WHEN s.id < o.id THEN s ELSE o END AS a, CASE WHEN s.id < o.id THEN o ELSE s END AS b, c,
  NOT c.denied AND c.status IN ['actual', 'alleged'] AS holds
ORDER BY c.mode
RETURN a.name AS one, b.name AS other,
  count(CASE WHEN holds AND c.relation = 'negotiates_with' THEN 1 END) AS talks,
  count(CASE WHEN holds AND c.relation = 'agrees_with' THEN 1 END) AS agreements,
  count(CASE WHEN c.denied <> (c.relation = 'rejects') THEN 1 END) AS refusals,
  count(CASE WHEN NOT c.denied AND NOT holds AND c.relation <> 'rejects' THEN 1 END) AS intended,
  collect(DISTINCT CASE WHEN c.relation = 'negotiates_with' THEN c.mode END) AS modes,
  min(c.first) AS first, max(c.last) AS last
ORDER BY talks + agreements DESC, one, other LIMIT $most
