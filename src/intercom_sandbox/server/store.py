"""What the sandbox keeps, in SQLite: a file, or memory."""

from __future__ import annotations

import json
import sqlite3
import threading
from typing import Any

SCHEMA = """
create table if not exists people (
    id integer primary key autoincrement, app text not null, role text not null, anonymous_id text, user_id text,
    email text, data text not null default '{}', created real not null, seen real not null,
    updated real, archived integer not null default 0
);
create index if not exists people_by_user on people (app, user_id);
create index if not exists people_by_email on people (app, email);
create index if not exists people_by_visitor on people (app, anonymous_id);
create table if not exists companies (
    id integer primary key autoincrement, app text not null, company_id text not null, data text not null,
    created real not null, updated real, unique (app, company_id)
);
create table if not exists members (person integer not null, company integer not null, unique (person, company));
create table if not exists sessions (token text primary key, app text not null, person integer not null);
create table if not exists events (
    id integer primary key, app text not null, person integer not null, name text not null,
    metadata text not null, created real not null
);
create index if not exists events_by_name on events (app, name);
create index if not exists events_by_person on events (person, created);
create table if not exists versions (
    id integer primary key autoincrement, at real not null, person integer not null, app text not null,
    role text not null, user_id text, email text, data text not null, created real not null, seen real not null,
    updated real, archived integer not null
);
create index if not exists versions_by_person on versions (person, at);
create index if not exists versions_by_user on versions (app, user_id);
create index if not exists versions_by_email on versions (app, email);
create table if not exists merged (person integer primary key, app text not null, target integer not null,
    user_id text);
create table if not exists attributes (
    id integer primary key, app text not null, model text not null, name text not null, data_type text not null,
    options text not null default '[]', description text, archived integer not null default 0,
    messenger integer not null default 0, created real not null, updated real not null, unique (app, model, name)
);
create table if not exists tags (id integer primary key, app text not null, name text not null, unique (app, name));
create table if not exists tagged (
    person integer not null, tag integer not null, at real not null, unique (person, tag)
);
create table if not exists names (app text not null, kind text not null, name text not null, unique (app, kind, name));
create table if not exists conversations (
    id integer primary key, app text not null, person integer not null, session text not null, created real not null
);
create table if not exists messages (
    id integer primary key, conversation integer not null, author text not null, body text not null,
    created real not null, seen integer not null
);
create table if not exists feed (
    id integer primary key autoincrement, at real not null, kind text not null, app text not null, data text not null
);
"""
TABLES = (
    "people companies members sessions events versions merged attributes tags tagged names conversations messages feed"
).split()

#: What is kept of a person whenever something of them changes.
VERSIONED = "app, role, user_id, email, data, created, seen, updated, archived"

#: What a file of an earlier release lacks.
ADDED_COLUMNS = {
    "people": {"updated": "real", "archived": "integer not null default 0"},
    "companies": {"updated": "real"},
    "merged": {"user_id": "text"},
}

#: How many rows of the feed are kept: enough for a long test run, and memory stays flat.
FEED_LIMIT = 20_000


class Store:
    """One database; all of its use is in short, locked steps."""

    def __init__(self, path: str = ":memory:") -> None:
        self._lock = threading.RLock()
        self._db = sqlite3.connect(path, check_same_thread=False, isolation_level=None)
        self._db.row_factory = sqlite3.Row
        self._db.executescript("pragma journal_mode = wal; pragma synchronous = normal;" + SCHEMA)
        for table, columns in ADDED_COLUMNS.items():
            there = {row["name"] for row in self.rows(f"pragma table_info({table})")}
            for name in columns.keys() - there:
                self.write(f"alter table {table} add column {name} {columns[name]}")
        self.write(
            f"insert into versions (at, person, {VERSIONED}) select created, id, {VERSIONED} from people"  # noqa: S608
            " where id not in (select person from versions)"
        )

    def __enter__(self) -> Store:
        """Begin a step that is stored as a whole or not at all."""
        self._lock.acquire()
        try:
            self._db.execute("begin")
        except BaseException:
            self._lock.release()
            raise
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            self._db.execute("rollback" if kind else "commit")
        finally:
            self._lock.release()

    def rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        with self._lock:
            return [dict(row) for row in self._db.execute(statement, values)]

    def row(self, statement: str, *values: Any) -> dict[str, Any] | None:
        return next(iter(self.rows(statement, *values)), None)

    def number(self, statement: str, *values: Any) -> int:
        """The first value of the first row; 0 where there is none."""
        found = self.row(statement, *values)
        return int(next(iter(found.values())) or 0) if found else 0

    def write(self, statement: str, *values: Any) -> int:
        """Run a statement; the id of a row that it has put in."""
        with self._lock:
            return self._db.execute(statement, values).lastrowid or 0

    def note(self, at: float, kind: str, app: str, data: dict[str, Any]) -> None:
        """One more row of the feed; the oldest goes where there are too many."""
        row = self.write("insert into feed (at, kind, app, data) values (?, ?, ?, ?)", at, kind, app, json.dumps(data))
        self.write("delete from feed where id <= ?", row - FEED_LIMIT)

    def has_room(self, app: str, kind: str, name: str, limit: int) -> bool:
        """Whether a name of that kind is known, or may become so: then it is."""
        if self.row("select 1 from names where app = ? and kind = ? and name = ?", app, kind, name):
            return True
        if self.number("select count(*) from names where app = ? and kind = ?", app, kind) >= limit:
            return False
        self.write("insert into names (app, kind, name) values (?, ?, ?)", app, kind, name)
        return True

    def clear(self) -> None:
        """Forget everything. The feed's numbers go on, so that who follows it by number misses nothing."""
        with self:
            for table in TABLES:
                self.write(f"delete from {table}")  # noqa: S608  the names are those above

    def close(self) -> None:
        self._db.close()
