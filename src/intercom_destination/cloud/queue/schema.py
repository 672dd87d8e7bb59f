"""The SQLite file: its tables, and how it is opened.

The file holds personal data, so that only its owner may read it. ``synchronous=FULL`` puts each commit on the disk.
"""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path

VERSION = 1

#: A row behind another one of its lane; the head of a lane; a head that has failed and waits until it is due.
BEHIND, HEAD, RETRY = 0, 1, 2

# Seconds that a process waits for another one's write.
BUSY_TIMEOUT = 30.0

SCHEMA = """
create table if not exists meta (key text primary key, value) without rowid;
create table if not exists queue (
    id integer primary key autoincrement, lane text not null, message_id text not null unique, body text not null,
    state integer not null, tries integer not null, due real not null, second integer not null, at real not null
);
create index if not exists queue_by_lane on queue (lane, id);
create index if not exists queue_heads on queue (id) where state = 1;
create index if not exists queue_young on queue (second) where state = 1;
create index if not exists queue_retries on queue (due) where state = 2;
create table if not exists messages (message_id text primary key, at integer not null) without rowid;
create index if not exists messages_by_age on messages (at);
drop table if exists event_keys;
create table if not exists taken_seconds (key integer primary key, next integer not null, at integer not null);
create index if not exists taken_seconds_by_age on taken_seconds (at);
create table if not exists people (
    lane text primary key, contact_id text, leads_to text, seen integer, used integer not null
) without rowid;
create index if not exists people_by_contact on people (contact_id) where contact_id is not null;
create index if not exists people_by_target on people (leads_to) where leads_to is not null;
create table if not exists companies (
    company_id text primary key, id text not null, hash text not null, at integer not null
) without rowid;
create table if not exists attached (
    contact_id text not null, company_id text not null, at integer not null, primary key (contact_id, company_id)
) without rowid;
create table if not exists attributes (
    model text not null, name text not null, data_type text not null, primary key (model, name)
) without rowid;
create table if not exists refused (
    id integer primary key, lane text not null, message_id text not null unique, body text not null,
    second integer not null, at real not null, code text not null, message text not null, status integer,
    request_id text, request text, answer text
);
create index if not exists refused_by_lane on refused (lane);
insert or ignore into meta values ('schema', 1), ('waiting', 0);
"""


def create_file(path: str | Path) -> None:
    """Make the file and its tables where they are missing. Raises `ValueError` for a file of another version."""
    if not Path(path).exists():
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    try:
        if Path(path).stat().st_size:
            _check(Path(path))
        db = connect(path)
        try:
            db.execute("pragma journal_mode = wal")
            db.executescript(f"begin immediate;{SCHEMA}commit;")
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise ValueError(f"{path} cannot be used as a queue: {error}") from None


def _check(path: Path) -> None:
    """Raise `ValueError` for a file that is no queue of this version. Nothing of it is changed."""
    db = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=BUSY_TIMEOUT)
    try:
        tables = {name for (name,) in db.execute("select name from sqlite_master where type = 'table'")}
        if not tables:
            return  # somebody else is just making it
        row = db.execute("select value from meta where key = 'schema'").fetchone() if "meta" in tables else None
    finally:
        db.close()
    if row is None or "queue" not in tables:
        raise ValueError(f"{path} cannot be used as a queue: it is the database of another program")
    if row[0] != VERSION:
        raise ValueError(f"{path} has tables of version {row[0]}; this package reads version {VERSION}")


def connect(path: str | Path) -> sqlite3.Connection:
    """A connection without transactions of Python's own making."""
    db = sqlite3.connect(path, timeout=BUSY_TIMEOUT, isolation_level=None, check_same_thread=False)
    db.execute("pragma synchronous = full")
    return db
