"""Keeping claims: the store over Bolt, the local Neo4j engine, and views as networkx."""
