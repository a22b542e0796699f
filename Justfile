# The one door for whoever works here. `just` lists what there is, `just check` is what must hold before a change lands.

set windows-shell := ["powershell.exe", "-NoLogo", "-Command"]

# What there is
default:
    @just --list --unsorted

# Set up: this project and its tools, into the Python that is active
setup:
    python -m pip install -e ".[dev,docs]"

# Write the code as the formatter would
fmt:
    python -m ruff format .
    python -m ruff check --fix .

# What must hold before a change lands
check: style lint types imports test

# Is the code written as the formatter would?
style:
    python -m ruff format --check .

# What ruff says about it
lint:
    python -m ruff check .

# Strict types, tests too
types:
    python -m mypy

# Do imports go one way?
imports:
    lint-imports --no-logo --no-cache

# Tests and doctests; also: is anything stale that is made from the code?
test *arguments:
    python -m pytest -q {{ arguments }}

# Make again what the documentation shows of the program, then the site, into site/
docs:
    python -m docs.make --site build/site-pages
    zensical build --clean --strict

# Make again the example workbooks, and what the program makes of them
examples:
    python -m examples.make

# Measure speed, and write the figures into README.md
bench:
    python -m benchmarks.all

# Look for files that stop the program, for so many seconds (Linux and macOS; needs the extra “fuzz”)
fuzz seconds="600":
    python -m tests.fuzzing {{ seconds }}

# Read files made to take long or to fill memory, and say what each took
worst *names:
    python -m benchmarks.worst {{ names }}
