"""What ships in content/ and profiles/, loaded by kind when needed, validated, searched."""
