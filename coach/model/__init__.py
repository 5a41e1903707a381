"""The nouns: frozen dataclasses and the changes between them. No files, no validation library, no screens."""
