"""The career folder (folder.py), and in rooms: its texts and kinds, keeping, history, copies, what is around it."""
