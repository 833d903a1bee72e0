// title: Around an actor
// answers: With whom does the actor have relations?
// param actor: actor - in the middle of the picture
// param most: int = 60 - how many relations
MATCH path = (:Actor {id: $actor})-[relation]-(:Actor|Place)
RETURN path ORDER BY relation.claims + relation.alleged DESC, relation.first LIMIT $most
