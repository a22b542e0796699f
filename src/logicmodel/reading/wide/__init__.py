"""Logic models with a column for each stage and a strand in each row, or turned on their side."""
