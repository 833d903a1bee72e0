// topic: sources
// title: Two publishers side by side
// answers: What do two publishers report of the same actors, and what does only one of them?
// param one: publisher - a publisher
// param other: publisher - another
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 100 - how many rows
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column by_one: int - claims of the first that state or allege it
// column by_other: int - claims of the second that do
// column denied_by_one: int - claims of the first that it is not so
// column denied_by_other: int - claims of the second that it is not
// column attributed: list - the speakers whom either names for it
MATCH (a:Article) WHERE coalesce(a.publisher, a.id) IN [$one, $other]
MATCH (a)<-[:STATED_IN]-(c:Claim) MATCH (s)<-[:SUBJECT]-(c)-[:OBJECT]->(o)
WHERE (c.denied OR c.status IN ['actual', 'alleged'])
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(v)
WITH s, c, o, v, coalesce(a.publisher, a.id) AS publisher ORDER BY v.name
WITH s, c.relation AS relation, o, collect(DISTINCT v.name) AS attributed,
  count(CASE WHEN NOT c.denied AND publisher = $one THEN 1 END) AS by_one,
  count(CASE WHEN NOT c.denied AND publisher = $other THEN 1 END) AS by_other,
  count(CASE WHEN c.denied AND publisher = $one THEN 1 END) AS denied_by_one,
  count(CASE WHEN c.denied AND publisher = $other THEN 1 END) AS denied_by_other
RETURN s.name AS who, relation, o.name AS whom, by_one, by_other, denied_by_one, denied_by_other,
  attributed
ORDER BY abs(by_one - by_other) + abs(denied_by_one - denied_by_other) DESC, who, relation, whom
LIMIT $most
