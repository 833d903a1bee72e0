// topic: overview
// title: Actors that the catalogue lacks
// answers: Which actors are known by their words alone, so that two of them may be one?
// param kind: kind = null - only actors of this kind
// param most: int = 100 - how many rows
// column actor: text - its id, as 'actors merge' takes it
// column name: text - its name
// column kind: text - its kind
// column claims: int - claims with it
// column articles: int - how many articles
// column words: list - the words that the texts have for it, ten at most
// column rules: list - by which rules the words were read so
MATCH (a:Actor)<-[x:SUBJECT|OBJECT|ACCORDING_TO]-(c:Claim)
WHERE NOT coalesce(a.known, false) AND ($kind IS NULL OR a.kind = $kind)
WITH a, c, CASE type(x) WHEN 'SUBJECT' THEN [c.subject_text, c.subject_resolution]
  WHEN 'OBJECT' THEN [c.object_text, c.object_resolution]
  ELSE [c.speaker_text, c.speaker_resolution] END AS mention
ORDER BY mention[0], mention[1]
RETURN a.id AS actor, a.name AS name, a.kind AS kind, count(DISTINCT c) AS claims,
  count(DISTINCT c.article) AS articles, collect(DISTINCT mention[0])[..10] AS words,
  collect(DISTINCT split(mention[1], ' (')[0]) AS rules
ORDER BY claims DESC, actor LIMIT $most
