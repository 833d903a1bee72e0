// topic: events
// title: Who holds which place, and since when it is said
// answers: When is a place said to be held or seized by somebody else than before?
// param actor: actor = null - only this place, or what this actor takes or loses
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 100 - how many rows
// column place: text - the place
// column date: date - of the first claim in a row that says so, as exact as it is known
// column holder: text - who controls it, or seizes it
// column before: text? - whom the claim before named
// column relation: text - controls, or the relation by which it is seized
// column sentence: text - the words
// column article: text - the article's id
MATCH (s:Actor)<-[:SUBJECT]-(c:Claim)-[:OBJECT]->(p:Place)
WHERE (c.relation = 'controls' OR c.mode = 'seize') AND c.first IS NOT NULL
  AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH p, s, c ORDER BY c.first, c.article, c.sentence_span[0], c.id
WITH p, collect([s, c]) AS told
UNWIND range(0, size(told) - 1) AS i
WITH p, told[i][0] AS holder, told[i][1] AS c, CASE WHEN i > 0 THEN told[i - 1][0] END AS before
WHERE (before IS NULL OR before <> holder)
  AND ($actor IS NULL OR $actor IN [p.id, holder.id, before.id])
RETURN p.name AS place, c.first AS date, holder.name AS holder, before.name AS before,
  c.relation AS relation, c.sentence AS sentence, c.article AS article
ORDER BY place, date, article, holder LIMIT $most
