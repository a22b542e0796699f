"""What somebody decided about a file, or has to be asked: mapping files, answers, and sheets read as they say."""
