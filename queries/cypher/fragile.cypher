// topic: sources
// title: Relations that hang by a thread
// answers: Which relations rest on one claim alone, of which the reader is not sure?
// param actor: actor = null - only with this actor at either end
// param below: float = 0.6 - only where the confidence is less, 0 to 1
// param most: int = 100 - how many rows
// column who: text - who acts
// column relation: text - how
// column whom: text - on whom
// column confidence: float - of the one claim, 0 to 1
// column sentence: text - its words
// column article: text - the article's id
// column claim: text - the claim's id
MATCH (s:Actor|Place)-[r]->(o:Actor|Place)
WHERE r.claims + r.alleged = 1 AND r.confidence < $below
  AND ($actor IS NULL OR $actor IN [s.id, o.id])
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE c.relation = toLower(type(r)) AND NOT c.denied AND c.status IN ['actual', 'alleged']
RETURN s.name AS who, c.relation AS relation, o.name AS whom, c.confidence AS confidence,
  c.sentence AS sentence, c.article AS article, c.id AS claim
ORDER BY confidence, who, relation, whom LIMIT $most
