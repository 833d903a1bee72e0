"""The commands, by what they are for: reading, keeping, asking, actors, the engine."""
