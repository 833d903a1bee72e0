// title: What is denied
// answers: Which claims does another one deny?
// param most: int = 30 - how many denials
MATCH path = (:Actor|Place)<-[:OBJECT]-(:Claim)<-[:CONTRADICTS]-(denial:Denial)-[:SUBJECT]->(:Actor)
RETURN path ORDER BY denial.last DESC, denial.id LIMIT $most
