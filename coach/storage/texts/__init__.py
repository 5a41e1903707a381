"""A TOML file as a document: read into items, validated into the model, written back with little changed."""
