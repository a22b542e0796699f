"""The matrix form (logframe): recognised by its levels and its headings, and read row by row into drafts."""
