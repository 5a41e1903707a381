"""The use cases, a module each, over a small Session. Screens and commands call these and nothing deeper."""
