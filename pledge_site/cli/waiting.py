"""Loads a command when it is called: a process that serves pages never needs one."""

from collections.abc import Iterable

import click
from flask.cli import AppGroup
from werkzeug.utils import import_string


class Commands(AppGroup):
    """Commands by their dotted paths, each called as what stands behind the colon."""

    def __init__(self, paths: Iterable[str], name: str) -> None:
        super().__init__(name)
        self._paths = {path.rpartition(":")[2]: path for path in paths}

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted({*super().list_commands(ctx), *self._paths})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self._paths:
            command: click.Command = import_string(self._paths[cmd_name])
            return command
        return super().get_command(ctx, cmd_name)
