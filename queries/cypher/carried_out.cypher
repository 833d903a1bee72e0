// topic: events
// title: Threats that were carried out
// answers: Who threatened whom and then did it harm, and how soon? (Days must be known.)
// param actor: actor = null - only by or against this actor
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param within: int = 30 - how many days after the threat
// param most: int = 50 - how many rows
// column who: text - who threatens and acts
// column whom: text - whom
// column threatened: date - the day of the threat
// column relation: text - what was done: attacks, coerces, mobilizes_against or sanctions
// column done: date - the day on which it was done
// column days: int - how many days lie between
// column threat: text - the sentence that tells of the threat
// column deed: text - the sentence that tells of the deed
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim {relation: 'threatens'})-[:OBJECT]->(o:Actor|Place)
WHERE NOT c.denied AND c.status IN ['actual', 'alleged'] AND size(c.first) = 10
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
WITH s, o, c ORDER BY c.id
WITH s, o, c.first AS threatened, collect(c.sentence)[0] AS threat
CALL (s, o, threatened) {
  MATCH (s)<-[:SUBJECT]-(f:Claim)-[:OBJECT]->(o)
  WHERE f.relation IN ['attacks', 'coerces', 'mobilizes_against', 'sanctions']
    AND NOT f.denied AND f.status IN ['actual', 'alleged'] AND size(f.first) = 10 AND f.first > threatened
    AND f.first <= toString(date(threatened) + duration({days: $within}))
  RETURN f ORDER BY f.first, f.id LIMIT 1
}
RETURN s.name AS who, o.name AS whom, threatened, f.relation AS relation, f.first AS done,
  duration.inDays(date(threatened), date(f.first)).days AS days, threat, f.sentence AS deed
ORDER BY threatened, who, whom LIMIT $most
