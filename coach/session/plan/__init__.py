"""The plan: built, kept, changed by hand, tried out first; and the roles it can lead to."""
