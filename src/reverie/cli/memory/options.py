"""Options that several subcommands have."""

import click

as_json = click.option("--json", "as_json", is_flag=True, help="Print JSON.")
user = click.option("--user", is_flag=True, help="Your own memory, for all projects.")
