// topic: sources
// title: What coders found
// answers: Which claims did coders check, and what did they find wrong about them?
// param actor: actor = null - only with this actor at either end
// param relation: relation = null - only this relation
// param verdict: text = null - only what is right, wrong, disputed or open
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param most: int = 1000 - how many rows
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column denied: bool - the text says that it is not so
// column verdict: text - right, wrong, disputed or open
// column coders: int - how many checked it
// column wrong: list - the fields that a coder finds wrong
// column confidence: float - of the claim, 0 to 1
// column sentence: text - the words
// column article: text - the article's id
// column claim: text - the claim's id
MATCH (v:Verdict)-[:JUDGES]->(c:Claim)
WHERE v.current AND ($verdict IS NULL OR c.verdict = $verdict)
  AND ($relation IS NULL OR c.relation = $relation)
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
MATCH (c)-[:SUBJECT]->(s) MATCH (c)-[:OBJECT]->(o)
WHERE $actor IS NULL OR $actor IN [s.id, o.id]
WITH c, s, o, collect(v) AS found
RETURN s.name AS who, c.relation AS relation, o.name AS whom, c.denied AS denied,
  c.verdict AS verdict, c.checked AS coders,
  [field IN ['subject', 'object', 'relation', 'denied', 'speaker', 'date']
    WHERE any(v IN found WHERE v[field] = 'wrong')] AS wrong,
  c.confidence AS confidence, c.sentence AS sentence, c.article AS article, c.id AS claim
ORDER BY c.relation, c.verdict DESC, article, claim LIMIT $most
