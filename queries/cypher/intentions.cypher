// topic: time
// title: What is planned, demanded or held possible
// answers: What do actors intend, what is asked of them, and is it said anywhere that they do it?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 50 - how many rows
// column who: text - who would act
// column relation: text - how
// column whom: text - on whom
// column planned: int - claims that it is planned
// column demanded: int - claims that somebody demands it
// column hypothetical: int - claims that it would be so on a condition
// column happens: int - claims of any time that it is so, stated or alleged
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE NOT c.denied AND c.status IN ['planned', 'demanded', 'hypothetical']
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
WITH s, c.relation AS relation, o, count(CASE c.status WHEN 'planned' THEN 1 END) AS planned,
  count(CASE c.status WHEN 'demanded' THEN 1 END) AS demanded,
  count(CASE c.status WHEN 'hypothetical' THEN 1 END) AS hypothetical,
  min(c.first) AS first, max(c.last) AS last
RETURN s.name AS who, relation, o.name AS whom, planned, demanded, hypothetical,
  COUNT { (s)<-[:SUBJECT]-(h:Claim)-[:OBJECT]->(o) WHERE h.relation = relation
    AND NOT h.denied AND h.status IN ['actual', 'alleged'] } AS happens, first, last
ORDER BY planned + demanded + hypothetical DESC, who, relation, whom LIMIT $most
