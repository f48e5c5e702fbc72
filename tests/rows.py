"""Removes, keeps and brings back all rows of a PostgreSQL database, past its triggers."""

from dataclasses import dataclass

import psycopg

Kept = dict[str, bytes]
_OURS = "relnamespace = 'public'::regnamespace"
_SHAPE = f"""
    SELECT oid::text FROM pg_class WHERE {_OURS}
    UNION ALL SELECT oid::text || tgenabled::text FROM pg_trigger WHERE NOT tgisinternal
    UNION ALL SELECT oid::text FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    ORDER BY 1
"""  # noqa: S608
_TABLES = f"SELECT relname FROM pg_class WHERE {_OURS} AND relkind = 'r'"  # noqa: S608
_COUNTERS = f"SELECT relname FROM pg_class WHERE {_OURS} AND relkind = 'S'"  # noqa: S608
_COLUMNS = f"""
    SELECT relname, string_agg(quote_ident(attname), ', ' ORDER BY attnum)
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE {_OURS} AND relkind = 'r' AND relname <> 'alembic_version'
    AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
    GROUP BY relname
"""  # noqa: S608
_PAST_TRIGGERS = "-c session_replication_role=replica -c lock_timeout=5000"


@dataclass
class Emptying:
    """How a PostgreSQL database whose template holds no rows is emptied, past its triggers."""

    shape: list[str]
    statement: str

    @classmethod
    def of(cls, url: str) -> "Emptying":
        """Read the tables and sequences of a fresh copy."""
        with psycopg.connect(url, autocommit=True) as connection:
            tables = [row[0] for row in connection.execute(_TABLES) if row[0] != "alembic_version"]
            count = " UNION ALL ".join(f"SELECT count(*) FROM {table}" for table in tables)  # noqa: S608
            if any(row[0] for row in connection.execute(count)):  # type: ignore[arg-type]
                return cls([], "")
            steps = [f"DELETE FROM {table}" for table in tables]  # noqa: S608
            steps += [
                f"SELECT setval('{row[0]}', 1, false)" for row in connection.execute(_COUNTERS)
            ]
            return cls(cls._shape(connection), "; ".join(steps))

    @staticmethod
    def _shape(connection: psycopg.Connection) -> list[str]:
        return [row[0] for row in connection.execute(_SHAPE)]

    def run(self, url: str) -> bool:
        """Empty the database; False: its tables are no longer those of the template."""
        with psycopg.connect(url, autocommit=True, options=_PAST_TRIGGERS) as connection:
            if not self.shape or self._shape(connection) != self.shape:
                return False
            connection.execute(self.statement)  # type: ignore[arg-type]
            return True


def keep(url: str) -> Kept:
    """Return all that a database holds: what to ask, and the rows that belong to it."""
    with psycopg.connect(url) as connection:
        kept = {}
        for table, columns in connection.execute(_COLUMNS).fetchall():
            with connection.cursor().copy(f"COPY {table} ({columns}) TO STDOUT") as rows:
                kept[f"COPY {table} ({columns}) FROM STDIN"] = b"".join(rows)
        kept = {asked: rows for asked, rows in kept.items() if rows}
        for (counter,) in connection.execute(_COUNTERS).fetchall():
            last = connection.execute(f"SELECT last_value, is_called FROM {counter}").fetchone()  # noqa: S608
            kept["SELECT setval('{}', {}, {})".format(counter, *last)] = b""
        return kept


def bring_back(url: str, kept: Kept) -> None:
    """Let an empty database hold what was kept."""
    with psycopg.connect(url, options=_PAST_TRIGGERS) as connection:
        for asked in filter(kept.get, kept):
            with connection.cursor().copy(asked) as table:
                table.write(kept[asked])
        connection.execute("; ".join(asked for asked, rows in kept.items() if not rows))
