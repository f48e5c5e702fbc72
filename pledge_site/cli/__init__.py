"""The command line: one line for each group or command, by its dotted path."""

COMMANDS: tuple[str, ...] = ("pledge_site.cli.pledges:pledges",)
