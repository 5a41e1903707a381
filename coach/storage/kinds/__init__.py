"""What each kind of file holds, and how it becomes the model's: a module for each."""
