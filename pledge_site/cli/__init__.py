"""The command line: one line for each group or command, by its dotted path."""

COMMANDS: tuple[str, ...] = (
    "pledge_site.cli.accounts:accounts",
    "pledge_site.cli.backup:backup",
    "pledge_site.cli.backup:restore",
    "pledge_site.cli.demo:demo",
    "pledge_site.cli.ledger:ledger",
    "pledge_site.cli.pledges:pledges",
    "pledge_site.cli.rehearsal:rehearsal",
    "pledge_site.cli.safeguards:safeguards",
    "pledge_site.cli.search:search",
    "pledge_site.cli.switches:switches",
    "pledge_site.cli.withdrawn:withdrawn",
    "pledge_site.cli.worker:worker",
)
