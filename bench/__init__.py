"""Budgets and what is measured against them: `make bench`."""
