"""`logicmodel profiles`: how much can be asked of a plan, and what funders ask."""

import click


@click.command("profiles")
@click.argument("name", required=False)
def command(name: str | None) -> None:
    """List the profiles; or say what one of them asks, with its date and source."""
    from logicmodel.manual import profile_in_words, profiles_in_words

    click.echo(profiles_in_words() if name is None else profile_in_words(name), nl=False)
