// title: The network: who does what to whom
// answers: Which relations have most claims?
// param most: int = 60 - how many relations
MATCH path = (:Actor)-[relation]->(:Actor|Place)
RETURN path ORDER BY relation.claims + relation.alleged DESC, relation.first LIMIT $most
