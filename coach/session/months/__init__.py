"""Coming back: the check-in and what it leads to, looking back, signs watched, the drill."""
