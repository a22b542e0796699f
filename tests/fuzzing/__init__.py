"""Files that nobody has thought of, and what must hold for each of them.

`grids` draws sheets of words that are known in six languages, `formats` writes them as files and breaks files, `reading`
says what must hold. Chance comes from Hypothesis in `tests/test_any_file.py`, and from a fuzzer that follows which lines
have been reached in `python -m tests.fuzzing SECONDS`.
"""
