"""The career folder as a whole: undo and earlier states, editing by hand, copies, removing it."""
