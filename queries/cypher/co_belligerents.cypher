// topic: sides
// title: Who fights on the same side
// answers: Which actors attack the same others and not each other?
// param actor: actor = null - only where this actor is one of the two
// param since: date = null - only relations with something in or after this year, month or day
// param until: date = null - only relations with something in or before it
// param most: int = 50 - how many rows
// column one: text - one of the two
// column other: text - the other
// column enemies: list - whom both attack
// column cooperation: int - claims of cooperation between the two
// column conflict: int - claims of conflict between them, short of attacks
MATCH (a:Actor)-[f:ATTACKS]->(e)<-[g:ATTACKS]-(b:Actor)
WHERE a.id < b.id AND ($actor IS NULL OR $actor IN [a.id, b.id])
  AND NOT EXISTS { (a)-[:ATTACKS]-(b) }
  AND ($since IS NULL OR f.last >= left($since, size(f.last)))
  AND ($until IS NULL OR left(f.first, size($until)) <= $until)
  AND ($since IS NULL OR g.last >= left($since, size(g.last)))
  AND ($until IS NULL OR left(g.first, size($until)) <= $until)
WITH a, b, e ORDER BY e.name
WITH a, b, collect(DISTINCT e.name) AS enemies
CALL (a, b) {
  OPTIONAL MATCH (a)-[r:AGREES_WITH|AIDS|ALLIED_WITH|BACKS|COOPERATES_WITH|NEGOTIATES_WITH|SUPPORTS|
    YIELDS_TO]-(b)
  RETURN coalesce(sum(r.claims + r.alleged), 0) AS cooperation
}
CALL (a, b) {
  OPTIONAL MATCH (a)-[r:ACCUSES|COERCES|MOBILIZES_AGAINST|OPPOSES|PROTESTS_AGAINST|REJECTS|REQUESTS|
    SANCTIONS|THREATENS]-(b)
  RETURN coalesce(sum(r.claims + r.alleged), 0) AS conflict
}
RETURN a.name AS one, b.name AS other, enemies, cooperation, conflict
ORDER BY size(enemies) DESC, cooperation DESC, one, other LIMIT $most
