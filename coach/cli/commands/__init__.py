"""The plain commands, a module each: its words, and what it answers."""
