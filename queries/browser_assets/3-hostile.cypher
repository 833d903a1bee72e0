// title: Only what is hostile
// answers: Who attacks, threatens, accuses or opposes whom?
// param most: int = 100 - how many relations
MATCH path = (:Actor)-[relation:ACCUSES|ATTACKS|COERCES|MOBILIZES_AGAINST|OPPOSES|
    PROTESTS_AGAINST|REJECTS|REQUESTS|SANCTIONS|THREATENS]->(:Actor|Place)
RETURN path ORDER BY relation.claims + relation.alleged DESC, relation.first LIMIT $most
