// topic: sides
// title: Who stands between others
// answers: Whose partners have nothing to do with each other, so that the way leads through it?
// param since: date = null - only relations with something in or after this year, month or day
// param until: date = null - only relations with something in or before it
// param most: int = 20 - how many rows
// column actor: text - who stands between
// column kind: text - its kind
// column partners: int - with how many others it cooperates, talks, or agrees
// column open_pairs: int - pairs of these between which there is no such relation
// column share: float - of all pairs of its partners, 0 to 1
MATCH (a:Actor)-[r:AGREES_WITH|AIDS|ALLIED_WITH|BACKS|COOPERATES_WITH|NEGOTIATES_WITH|SUPPORTS|
    YIELDS_TO]-(b:Actor)
WHERE a <> b
  AND ($since IS NULL OR r.last >= left($since, size(r.last)))
  AND ($until IS NULL OR left(r.first, size($until)) <= $until)
WITH a, collect(DISTINCT b) AS partners
WHERE size(partners) > 1
CALL (partners) {
  UNWIND partners AS one UNWIND partners AS other
  WITH one, other WHERE one.id < other.id
  RETURN count(*) AS pairs, count(CASE WHEN NOT EXISTS {
    (one)-[r:AGREES_WITH|AIDS|ALLIED_WITH|BACKS|COOPERATES_WITH|NEGOTIATES_WITH|SUPPORTS|
      YIELDS_TO]-(other)
    WHERE ($since IS NULL OR r.last >= left($since, size(r.last)))
      AND ($until IS NULL OR left(r.first, size($until)) <= $until) } THEN 1 END) AS open_pairs
}
WITH a, size(partners) AS partners, pairs, open_pairs WHERE open_pairs > 0
RETURN a.name AS actor, a.kind AS kind, partners, open_pairs,
  round(toFloat(open_pairs) / pairs, 2) AS share
ORDER BY open_pairs DESC, share DESC, actor LIMIT $most
