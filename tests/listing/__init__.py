"""What a check found, in each of its formats."""
