"""Parts of screens. They draw and take keys; every rule is the session's."""
