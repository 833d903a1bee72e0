// topic: events
// title: Ceasefires that did not hold
// answers: After which ceasefire did one side attack the other, who and how soon? (Days must be known.)
// param actor: actor = null - only where this actor is one of the two
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param within: int = 14 - how many days after the ceasefire
// param most: int = 50 - how many rows
// column one: text - one of the two
// column other: text - the other
// column agreed: date - the day of the ceasefire
// column attacker: text - who attacked first
// column broken: date - the day of that attack
// column days: int - how many days lie between
// column ceasefire: text - the sentence that tells of the ceasefire
// column attack: text - the sentence that tells of the attack
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o:Actor)
WHERE s <> o AND c.relation IN ['agrees_with', 'yields_to'] AND size(c.first) = 10
  AND (c.mode = 'ceasefire' OR c.sentence =~ '(?is).*\\b(cease-?fires?|truces?|armistice)\\b.*')
  AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
WITH CASE WHEN s.id < o.id THEN s ELSE o END AS a, CASE WHEN s.id < o.id THEN o ELSE s END AS b, c
ORDER BY c.id
WITH a, b, c.first AS agreed, collect(c.sentence)[0] AS ceasefire
CALL (a, b, agreed) {
  MATCH (a)<-[x:SUBJECT|OBJECT]-(f:Claim {relation: 'attacks'})-[:SUBJECT|OBJECT]->(b)
  WHERE NOT f.denied AND f.status IN ['actual', 'alleged'] AND size(f.first) = 10 AND f.first > agreed
    AND f.first <= toString(date(agreed) + duration({days: $within}))
  RETURN f, CASE type(x) WHEN 'SUBJECT' THEN a.name ELSE b.name END AS attacker
  ORDER BY f.first, f.id LIMIT 1
}
RETURN a.name AS one, b.name AS other, agreed, attacker, f.first AS broken,
  duration.inDays(date(agreed), date(f.first)).days AS days, ceasefire, f.sentence AS attack
ORDER BY agreed, one, other LIMIT $most
