// topic: sides
// title: How two actors are connected
// answers: By which chains of relations, the shortest, are the two connected?
// param actor: actor - where the chains begin
// param other: actor - where they end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 20 - how many rows
// column steps: int - how many relations long, 6 at most
// column actors: list - the actors on the way
// column relations: list - the relations between them; the arrow shows who acts
// column claims: int - the claims behind the weakest of them
MATCH (a:Actor|Place {id: $actor}) MATCH (b:Actor|Place {id: $other})
WITH a, b WHERE a <> b
MATCH p = allShortestPaths((a)-[:ACCUSES|AGREES_WITH|AIDS|ALLIED_WITH|ATTACKS|BACKS|COERCES|CONTROLS|
    COOPERATES_WITH|LEADS|MEMBER_OF|MOBILIZES_AGAINST|NEGOTIATES_WITH|OPPOSES|PART_OF|
    PROTESTS_AGAINST|REJECTS|REQUESTS|SAME_AS|SANCTIONS|SPEAKS_FOR|SUPPORTS|THREATENS|
    YIELDS_TO*..6]-(b))
WHERE all(c IN relationships(p) WHERE
  ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until))
RETURN length(p) AS steps, [n IN nodes(p) | n.name] AS actors,
  [i IN range(0, length(p) - 1) | CASE WHEN startNode(relationships(p)[i]) = nodes(p)[i]
    THEN toLower(type(relationships(p)[i])) + ' →'
    ELSE '← ' + toLower(type(relationships(p)[i])) END] AS relations,
  reduce(least = null, r IN relationships(p) | CASE WHEN least < r.claims + r.alleged
    THEN least ELSE r.claims + r.alleged END) AS claims
ORDER BY claims DESC, actors, relations LIMIT $most
