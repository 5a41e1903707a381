"""Plain commands, thin: parse, call the session, print."""
