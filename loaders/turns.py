"""Turns."""
def turns(text): return []
