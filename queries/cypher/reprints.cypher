// topic: sources
// title: One report, many papers
// answers: Which reports were printed by more than one article, by whom, and how many claims are in them?
// param actor: actor = null - only reports with a claim about this actor
// param since: date = null - only reports that were first published in or after this year, month or day
// param until: date = null - only reports that were first published in or before it
// param most: int = 50 - how many rows
// column title: text? - of the article that was published first
// column published: text? - when that was
// column articles: int - how many articles print the report
// column publishers: list - who prints it
// column claims: int - how many claims these articles make
// column ids: list - of the articles, the first published first
// column report: text - the report's id: that of its first article
MATCH (a:Article) WHERE a.report IS NOT NULL
WITH a ORDER BY a.published, a.id
WITH a.report AS report, collect(a) AS printed WHERE size(printed) > 1
MATCH (first:Article {id: report})
WHERE ($since IS NULL OR first.published >= left($since, size(first.published)))
  AND ($until IS NULL OR left(first.published, size($until)) <= $until)
  AND ($actor IS NULL OR any(a IN printed WHERE EXISTS {
    MATCH (a)<-[:STATED_IN]-(:Claim)-[:SUBJECT|OBJECT]->(:Actor {id: $actor}) }))
CALL (printed) { UNWIND printed AS a OPTIONAL MATCH (a)<-[:STATED_IN]-(c:Claim)
  RETURN count(c) AS claims }
CALL (printed) { UNWIND printed AS a WITH DISTINCT coalesce(a.publisher, a.id) AS one ORDER BY one
  RETURN collect(one) AS publishers }
RETURN first.title AS title, first.published AS published, size(printed) AS articles, publishers,
  claims, [a IN printed | a.id] AS ids, report
ORDER BY articles DESC, published, report LIMIT $most
