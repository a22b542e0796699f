"""`python -m logicmodel` is the same as `logicmodel`."""

from logicmodel.cli import main

main()
