"""Graphs and claims in the formats of other programs: Gephi, spreadsheets, event data sets."""
