"""A real mail server for tests: it keeps what arrives, and can be told to refuse."""

from contextlib import contextmanager
from email import message_from_bytes, policy

from aiosmtpd.controller import Controller


class Box:
    """What has arrived. `answers`: what the server says to an address instead of taking its mail."""

    def __init__(self):
        self.arrived = []
        self.answers = {}

    async def handle_RCPT(self, server, session, envelope, address, options):
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        self.arrived.append((envelope.rcpt_tos[0], message_from_bytes(envelope.content, policy=policy.default)))
        return "250 OK"

    def to(self, address):
        return [mail for to, mail in self.arrived if to == address]


@contextmanager
def post_office(port=0):
    """The server and its box, on a port of this machine."""
    box = Box()
    controller = Controller(box, hostname="127.0.0.1", port=port or free_port())
    controller.start()
    try:
        yield box, controller.port
    finally:
        controller.stop()


def free_port():
    import socket

    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def smtp(port):
    """Settings that lead to it."""
    return {
        "host": "127.0.0.1",
        "port": port,
        "security": "none",
        "sender": "cchc@lacxuyen.example",
        "user": "",
        "password": "",
    }
