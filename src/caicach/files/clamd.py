"""The protocol of clamd, as much of it as is needed: is it there, and what does it say of one stream."""

import contextlib
import socket
import struct
from dataclasses import dataclass
from enum import StrEnum
from typing import IO
from urllib.parse import urlsplit

CHUNK = 64 * 1024
LONGEST_REPLY = 4096
SECONDS_TO_CONNECT = 5.0
SECONDS_TO_SCAN = 120.0
_NOT_LOOKED_INTO = ("Heuristics.Limits.", "Heuristics.Encrypted.")
"""Names under which clamd tells, when it is set to do so, what it could not look into: no virus was found there."""


class Verdict(StrEnum):
    CLEAN = "clean"
    INFECTED = "infected"
    UNSCANNABLE = "unscannable"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What clamd says: the name of the virus, or why it could not look."""

    verdict: Verdict
    says: str = ""


class NoAnswerError(Exception):
    """Clamd is not there, has hung up, or takes too long."""


class Clamd:
    """A clamd at `unix:/path` or `tcp:host:port`. Each question takes a connection of its own, as clamd wants it."""

    def __init__(self, address: str, *, seconds: float = SECONDS_TO_SCAN) -> None:
        kind, _colon, self._where = address.partition(":")
        if not is_address(address):
            raise ValueError(f"no address of a clamd: {address!r}")
        self._is_unix, self._seconds = kind == "unix", seconds

    def version(self) -> str:
        """What clamd calls itself; NoAnswerError when it is not there."""
        with self._connected() as connection:
            connection.settimeout(SECONDS_TO_CONNECT)
            return self._asked(connection, b"zVERSION\0")

    def scan(self, content: IO[bytes]) -> Scanned:
        """Send a stream and hear the verdict."""
        with self._connected() as connection:
            # clamd answers and hangs up in the middle of a stream that is too long for it: what it said counts
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                _send(connection, content)
            return verdict_of(_reply(connection))

    def _connected(self) -> socket.socket:
        try:
            if not self._is_unix:
                host, _colon, port = self._where.rpartition(":")
                connection = socket.create_connection((host.strip("[]"), int(port)), timeout=SECONDS_TO_CONNECT)
            else:
                connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
                connection.settimeout(SECONDS_TO_CONNECT)
                connection.connect(self._where)
        except OSError as error:
            raise NoAnswerError(str(error)) from None
        connection.settimeout(self._seconds)
        return connection

    def _asked(self, connection: socket.socket, command: bytes) -> str:
        try:
            connection.sendall(command)
        except OSError as error:
            raise NoAnswerError(str(error)) from None
        return _reply(connection)


def is_address(address: str) -> bool:
    """Whether this is `unix:/path` or `tcp:host:port`."""
    kind, _colon, where = address.partition(":")
    if kind == "unix":
        return where.startswith("/")
    try:
        parts = urlsplit(f"//{where}")
        return kind == "tcp" and bool(parts.hostname) and bool(parts.port)
    except ValueError:
        return False


def verdict_of(reply: str) -> Scanned:
    """`stream: OK`, `stream: NAME FOUND`, or whatever ends with ERROR."""
    said = reply.removeprefix("stream:").strip()
    if said == "OK":
        return Scanned(Verdict.CLEAN)
    if said.endswith(" FOUND"):
        name = said.removesuffix(" FOUND").strip()
        verdict = Verdict.UNSCANNABLE if name.startswith(_NOT_LOOKED_INTO) else Verdict.INFECTED
        return Scanned(verdict, name)
    if said.endswith("ERROR"):
        return Scanned(Verdict.UNSCANNABLE, said.removesuffix("ERROR").strip(" .") or "error")
    raise NoAnswerError(f"clamd said {said[:80]!r}")


def _send(connection: socket.socket, content: IO[bytes]) -> None:
    try:
        connection.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK):
            connection.sendall(struct.pack("!I", len(chunk)) + chunk)
        connection.sendall(struct.pack("!I", 0))
    except TimeoutError as error:
        raise NoAnswerError(str(error)) from None


def _reply(connection: socket.socket) -> str:
    """All that comes until a zero byte; an answer that is cut off is none."""
    heard = b""
    try:
        while b"\0" not in heard and len(heard) < LONGEST_REPLY:
            part = connection.recv(LONGEST_REPLY)
            if not part:
                raise NoAnswerError("clamd hung up")
            heard += part
    except OSError as error:
        raise NoAnswerError(str(error)) from None
    return heard.partition(b"\0")[0].decode("utf-8", "replace")
