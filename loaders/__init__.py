"""Sources to articles to claims: the readers, and the extraction pipeline with its model."""
