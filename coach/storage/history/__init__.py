"""What the journal remembers: states of before, what can be taken back, what was changed by hand."""
