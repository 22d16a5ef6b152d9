"""When nothing could be checked, which is another thing than all being well."""

import click

from reverie.headless.exit_codes import NOT_RUN


class NotRun(click.ClickException):
    """Ends the command with an exit status of its own, so that a CI does not take it for a finding."""

    exit_code = NOT_RUN
