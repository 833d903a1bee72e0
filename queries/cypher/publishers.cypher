// topic: sources
// title: What each publisher reports
// answers: How much does each publisher report, of what sort, and how much of it on others' word?
// param actor: actor = null - only with this actor at either end
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 50 - how many rows
// column publisher: text - who publishes; an article without one counts for itself
// column articles: int - articles with such claims
// column claims: int - claims of every sort
// column attributed: int - those that a speaker is named for
// column denied: int - those that are denials
// column cooperation: int - stated or alleged events of quad class 1 or 2
// column conflict: int - stated or alleged events of quad class 3 or 4
// column goldstein: float? - the mean Goldstein weight of those events, -10 to 10
// column first: date? - the earliest event, as exact as it is known
// column last: date? - the latest
MATCH (c:Claim)-[:STATED_IN]->(a:Article)
WHERE ($actor IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Actor|Place {id: $actor}) })
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
WITH c, coalesce(a.publisher, a.id) AS publisher,
  NOT c.denied AND c.status IN ['actual', 'alleged'] AS holds
RETURN publisher, count(DISTINCT c.article) AS articles, count(*) AS claims,
  count(c.speaker) AS attributed, count(CASE WHEN c.denied THEN 1 END) AS denied,
  count(CASE WHEN holds AND c.quad <= 2 THEN 1 END) AS cooperation,
  count(CASE WHEN holds AND c.quad >= 3 THEN 1 END) AS conflict,
  round(avg(CASE WHEN holds THEN c.goldstein END), 2) AS goldstein,
  min(c.first) AS first, max(c.last) AS last
ORDER BY claims DESC, publisher LIMIT $most
