// topic: overview
// title: What is claimed, by relation
// answers: How often is each relation stated, denied, planned or demanded?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// column relation: text - the relation
// column quad: int? - its quad class, 1 to 4; none for lasting ties
// column claims: int - claims that state or allege it
// column denied: int - claims that deny it
// column intended: int - claims of plans, demands and possibilities
// column pairs: int - between how many who and whom it is stated or alleged
// column goldstein: float? - the mean Goldstein weight of what is stated or alleged, -10 to 10
// column articles: int - how many articles have a claim of it
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE ($actor IS NULL OR $actor IN [s.id, o.id])
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH s, o, c, NOT c.denied AND c.status IN ['actual', 'alleged'] AS holds
RETURN c.relation AS relation, c.quad AS quad, count(CASE WHEN holds THEN 1 END) AS claims,
  count(CASE WHEN c.denied THEN 1 END) AS denied,
  count(CASE WHEN NOT holds AND NOT c.denied THEN 1 END) AS intended,
  count(DISTINCT CASE WHEN holds THEN [labels(s)[0], s.id, labels(o)[0], o.id] END) AS pairs,
  round(avg(CASE WHEN holds THEN c.goldstein END), 2) AS goldstein,
  count(DISTINCT c.article) AS articles
ORDER BY claims DESC, relation
