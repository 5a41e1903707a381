"""The forms a document leaves in: a page as HTML or Markdown, a calendar, tables, a JSON resume."""
