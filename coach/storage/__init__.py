"""The career folder: journal, atomic save, lock, drafts, backups, migrations."""
