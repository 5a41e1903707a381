"""The app: one file and one stylesheet for each screen."""
