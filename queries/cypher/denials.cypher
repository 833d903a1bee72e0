// topic: sources
// title: What is denied, and by whom
// answers: What does a speaker, or the text itself, say is not so?
// param actor: actor = null - only denials by this speaker
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 100 - how many rows
// column date: date? - when, as exact as it is known; else the day of publication
// column speaker: text? - who denies it; none where the text itself does
// column who: text - who is said not to act
// column relation: text - how
// column whom: text - on whom
// column contradicted: int - claims of the same time that say it is so
// column sentence: text - the words
// column article: text - the article's id
// column claim: text - the claim's id
MATCH (s)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(o)
WHERE c.denied
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
OPTIONAL MATCH (c)-[:ACCORDING_TO]->(v)
WITH s, c, o, v WHERE $actor IS NULL OR v.id = $actor
RETURN c.first AS date, v.name AS speaker, s.name AS who, c.relation AS relation, o.name AS whom,
  COUNT { (c)-[:CONTRADICTS]->() } AS contradicted, c.sentence AS sentence, c.article AS article,
  c.id AS claim
ORDER BY date, article, c.sentence_span[0], claim LIMIT $most
