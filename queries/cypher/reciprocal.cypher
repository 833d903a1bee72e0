// topic: events
// title: Attacks on both sides
// answers: Which two actors attack each other, and how evenly?
// param actor: actor = null - only where this actor is one of the two
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column one: text - one of the two
// column other: text - the other
// column by_one: int - claims that the first attacks the second
// column by_other: int - claims that the second attacks the first
// column evenness: float - twice the lesser of the two over their sum: 1 where both attack alike
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim {relation: 'attacks'})-[:OBJECT]->(o:Actor)
WHERE s <> o AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH CASE WHEN s.id < o.id THEN s ELSE o END AS a, CASE WHEN s.id < o.id THEN o ELSE s END AS b,
  s.id < o.id AS forth, c
WITH a, b, count(CASE WHEN forth THEN 1 END) AS by_one,
  count(CASE WHEN NOT forth THEN 1 END) AS by_other, min(c.first) AS first, max(c.last) AS last
WHERE by_one > 0 AND by_other > 0
RETURN a.name AS one, b.name AS other, by_one, by_other,
  round(2.0 * CASE WHEN by_one < by_other THEN by_one ELSE by_other END / (by_one + by_other), 2)
    AS evenness, first, last
ORDER BY by_one + by_other DESC, one, other LIMIT $most
