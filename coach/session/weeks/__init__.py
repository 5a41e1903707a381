"""The week and the job it belongs to: typed, picked from what others do, or read from a table or a calendar."""
