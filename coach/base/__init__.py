"""The ground floor: text made harmless, TOML with places, failures, dates. Imports nothing of ours."""
