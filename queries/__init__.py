"""Asking and showing: Cypher, analyses, pages, exports and the command line."""
