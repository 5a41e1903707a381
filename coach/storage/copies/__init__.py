"""The whole folder as one file, closed with a passphrase or not, and a folder made again from one."""
