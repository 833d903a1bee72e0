// title: The claims between two actors, and where they stand
// answers: Which sentences of which articles are behind the relations of the two?
// param actor: actor - one of the two
// param other: actor - the other
// param most: int = 30 - how many claims
MATCH (a:Actor {id: $actor}) MATCH (b:Actor|Place {id: $other})
MATCH (a)<-[s:SUBJECT|OBJECT]-(claim:Claim)-[o:SUBJECT|OBJECT]->(b)
MATCH (claim)-[i:STATED_IN]->(article:Article)
OPTIONAL MATCH (claim)-[t:ACCORDING_TO]->(speaker:Actor)
RETURN a, s, claim, o, b, i, article, t, speaker ORDER BY claim.last, claim.id LIMIT $most
