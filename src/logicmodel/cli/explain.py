"""`logicmodel explain`: the page of a rule."""

import click


@click.command("explain")
@click.argument("code")
def command(code: str) -> None:
    """Say what a rule means, why it matters, and how to fix what it finds."""
    from logicmodel.manual import page

    click.echo(page(code), nl=False)
