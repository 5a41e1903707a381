"""What a command answers, as text for a person and as JSON for a program."""
