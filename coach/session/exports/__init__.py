"""Out and back in: reports, the calendar, everything as one document, a screen as text."""
