"""A clamd that says what a test wants, over a true socket and the true protocol."""

import socket
import socketserver
import struct
import threading
import time
from contextlib import contextmanager


class _Answering(socketserver.StreamRequestHandler):
    def handle(self):
        command = self._until_zero()
        if command == b"zVERSION":
            self.wfile.write(b"ClamAV 1.4.6/27800/Fri Nov 27 08:00:00 2026\0")
            return
        assert command == b"zINSTREAM"
        content = b""
        while size := struct.unpack("!I", self.rfile.read(4))[0]:
            content += self.rfile.read(size)
            if self.server.most_bytes is not None and len(content) > self.server.most_bytes:
                self.wfile.write(b"INSTREAM size limit exceeded. ERROR\0")
                return
        self.server.heard.append(content)
        self._answer(self.server.answer(content))

    def _answer(self, answer):
        if answer == "hang up":
            return
        if answer == "half":
            self.wfile.write(b"stream: O")
            return
        if answer == "slow":
            self.server.released.wait(10)
            return
        self.wfile.write(f"stream: {answer}\0".encode())

    def _until_zero(self):
        heard = b""
        while (letter := self.rfile.read(1)) != b"\0":
            heard += letter
        return heard


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


class _Unix(socketserver.ThreadingUnixStreamServer):
    daemon_threads = True


@contextmanager
def fake_clamd(answer, *, path=None, most_bytes=None):
    """Its address and what it has heard. answer: of the content, what follows "stream: "."""
    server = _Unix(str(path), _Answering) if path else _Tcp(("127.0.0.1", 0), _Answering)
    server.answer, server.most_bytes, server.heard = answer, most_bytes, []
    server.released = threading.Event()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        address = f"unix:{path}" if path else f"tcp:127.0.0.1:{server.server_address[1]}"
        yield address, server.heard
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def free_port():
    """A port at which nobody listens."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


def wait_for(path, seconds=20):
    """Until a socket stands there."""
    for _try in range(seconds * 10):
        if path.exists():
            return
        time.sleep(0.1)
    raise AssertionError(f"nothing at {path}")
