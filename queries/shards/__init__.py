"""Extraction in shards: planned once, read by any number of workers, kept as they are done."""
