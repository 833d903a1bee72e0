// topic: sides
// title: Who mediates
// answers: Who talks with both sides of a fight, and is in no conflict with either?
// param actor: actor = null - only where this actor mediates, or is one of the sides
// param since: date = null - only relations with something in or after this year, month or day
// param until: date = null - only relations with something in or before it
// param most: int = 50 - how many rows
// column mediator: text - who talks with both
// column one: text - a side of the fight
// column other: text - the other side
// column talks: int - claims of talks with the side that it talks with less
// column brokered: int - claims that the mediator brought two others together (mode third-party), of any time
// column conflict: int - claims of material conflict between the sides
MATCH (a:Actor)-[f:ATTACKS|COERCES|MOBILIZES_AGAINST|PROTESTS_AGAINST|SANCTIONS]-(b:Actor)
WHERE a.id < b.id
  AND ($since IS NULL OR f.last >= left($since, size(f.last)))
  AND ($until IS NULL OR left(f.first, size($until)) <= $until)
WITH a, b, sum(f.claims + f.alleged) AS conflict
MATCH (a)-[t:NEGOTIATES_WITH]-(m:Actor)
WHERE m <> b AND ($actor IS NULL OR $actor IN [a.id, b.id, m.id])
  AND ($since IS NULL OR t.last >= left($since, size(t.last)))
  AND ($until IS NULL OR left(t.first, size($until)) <= $until)
WITH a, b, m, conflict, sum(t.claims + t.alleged) AS with_a
MATCH (m)-[t:NEGOTIATES_WITH]-(b)
WHERE NOT EXISTS {
  (m)-[:ATTACKS|COERCES|MOBILIZES_AGAINST|PROTESTS_AGAINST|SANCTIONS]-(side) WHERE side IN [a, b] }
  AND ($since IS NULL OR t.last >= left($since, size(t.last)))
  AND ($until IS NULL OR left(t.first, size($until)) <= $until)
WITH a, b, m, conflict, with_a, sum(t.claims + t.alleged) AS with_b
RETURN m.name AS mediator, a.name AS one, b.name AS other,
  CASE WHEN with_a < with_b THEN with_a ELSE with_b END AS talks,
  COUNT { (m)<-[:SUBJECT]-(c:Claim {relation: 'negotiates_with', mode: 'third-party'})
    WHERE NOT c.denied AND c.status IN ['actual', 'alleged'] } AS brokered, conflict
ORDER BY talks DESC, brokered DESC, conflict DESC, mediator, one, other LIMIT $most
