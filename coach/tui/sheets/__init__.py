"""Small screens over a place: each asks for one thing, or shows one, and goes back where one was."""
