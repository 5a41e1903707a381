"""How a change reaches the disk: lock, journal, files replaced whole, drafts, backups, and what was interrupted."""
