"""What may leave the building, and what must be hidden first. Found here, told by the rules C, and hidden by `protect`.

It finds what is usual. It proves neither that nobody can be recognised nor that a law is kept: a person decides.
"""
