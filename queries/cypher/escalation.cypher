// topic: time
// title: Conflict and cooperation week by week
// answers: Is it getting better or worse around an actor, or between two? (Events dated to a day.)
// param actor: actor - one actor
// param other: actor = null - only between the two
// param since: date = null - only what was in or after this year, month or day
// param until: date = null - only what was in or before it
// param checked: bool = false - only claims that coders checked and found right
// param most: int = 1000 - how many rows
// column week: day - its Monday
// column claims: int - events of that week, stated and not denied
// column goldstein: float - the mean of their Goldstein weights, -10 (attack) to 10 (aid)
// column lowest: float - the weight of the worst
// column cooperation: int - how many are of quad class 1 or 2
// column conflict: int - how many are of quad class 3 or 4
MATCH (a:Actor|Place {id: $actor})<-[:SUBJECT|OBJECT]-(c:Claim)
WHERE c.goldstein IS NOT NULL AND size(c.first) = 10 AND NOT c.denied AND c.status IN ['actual', 'alleged']
  AND ($since IS NULL OR c.last >= left($since, size(c.last)))
  AND ($until IS NULL OR left(c.first, size($until)) <= $until)
  AND (NOT $checked OR c.verdict = 'right')
  AND ($other IS NULL OR EXISTS { (c)-[:SUBJECT|OBJECT]->(:Actor|Place {id: $other}) })
WITH DISTINCT c
RETURN date.truncate('week', date(c.first)) AS week, count(*) AS claims,
  round(avg(c.goldstein), 2) AS goldstein, min(c.goldstein) AS lowest,
  count(CASE WHEN c.quad <= 2 THEN 1 END) AS cooperation,
  count(CASE WHEN c.quad >= 3 THEN 1 END) AS conflict
ORDER BY week LIMIT $most
