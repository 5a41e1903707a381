"""What the worker is asked, on a screen or line by line, and what a colleague answers about them."""
