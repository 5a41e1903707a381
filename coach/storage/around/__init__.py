"""What lies in the folder and around it: every file, other people's rights, the machine and its services."""
