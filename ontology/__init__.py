"""What may be said: relations, kinds of actor, the catalogue of known actors, and the claim."""
