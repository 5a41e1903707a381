"""What the worker can show: results, ways of working and their trials, what they own, skills."""
