"""Bind moves to a worker's tasks, choose the best for the hours, schedule, re-plan."""
