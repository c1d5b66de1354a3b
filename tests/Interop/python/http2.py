"""A client that says every HTTP/2 frame itself: python3-h2 on a socket, for what no gRPC client would send."""

import gzip
import socket
import struct
import time

import h2.config
import h2.connection
import h2.events
import h2.settings
import hyperframe.frame

import grpc_messages as messages

UNARY = "/grpc.testing.TestService/UnaryCall"
EMPTY = "/grpc.testing.TestService/EmptyCall"
INPUT = "/grpc.testing.TestService/StreamingInputCall"
OUTPUT = "/grpc.testing.TestService/StreamingOutputCall"
DUPLEX = "/grpc.testing.TestService/FullDuplexCall"
PATIENCE = 20


def prefixed(message, flag=0, length=None):
    """A message with its five bytes before it; a flag of 1 compresses it with gzip."""
    body = gzip.compress(message) if flag == 1 else message
    return struct.pack(">BI", flag, len(body) if length is None else length) + body


class Answer:
    """All that came back on one stream."""

    def __init__(self):
        self.headers = None
        self.trailers = None
        self.data = b""
        self.reset = None
        self.ended = False
        self.trailers_only = False

    @property
    def http(self):
        return self.headers and self.headers.get(":status")

    @property
    def status(self):
        """The gRPC status, or None where there is none."""
        held = self.trailers if self.trailers is not None else self.headers
        return int(held["grpc-status"]) if held and "grpc-status" in held else None

    @property
    def messages(self):
        """Pairs of flag and message."""
        found, rest = [], self.data
        while rest:
            flag, length = struct.unpack(">BI", rest[:5])
            assert len(rest) >= 5 + length, f"{len(rest)} bytes are left of a message of {length}"
            found.append((flag, rest[5:5 + length]))
            rest = rest[5 + length:]
        return found

    def __repr__(self):
        return (f"headers {self.headers}, trailers {self.trailers}, {len(self.data)} bytes, "
                f"ended {self.ended}, reset {self.reset}")


class Connection:
    """One connection; its streams answer to their numbers."""

    def __init__(self, port, acknowledge=True, **settings):
        config = h2.config.H2Configuration(
            client_side=True, header_encoding="utf-8", validate_outbound_headers=False,
            normalize_outbound_headers=False, validate_inbound_headers=True)
        self.port = port
        self.socket = socket.create_connection(("127.0.0.1", port), PATIENCE)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.h2 = h2.connection.H2Connection(config)
        self.acknowledge = acknowledge
        self.answers = {}
        self.events = []
        self.goaway = None
        self.closed = False
        self.h2.initiate_connection()
        if settings:
            self.h2.update_settings({getattr(h2.settings.SettingCodes, k): v for k, v in settings.items()})
        self.flush()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def flush(self):
        self.raw(self.h2.data_to_send())

    def raw(self, data):
        try:
            self.socket.sendall(data)
        except OSError:
            self.closed = True

    def open(self, path=UNARY, end=False, omit=(), **headers):
        """Sends the headers of a call; returns the number of its stream. _ in a name stands for -."""
        pairs = []
        for key, value in self._named(path, **headers).items():
            if key not in omit:
                pairs += [(key, v) for v in (value if isinstance(value, list) else [value])]
        stream = self.h2.get_next_available_stream_id()
        self.answers[stream] = Answer()
        self.h2.send_headers(stream, pairs, end_stream=end)
        self.flush()
        return stream

    def open_raw(self, block):
        """Sends the headers of a call and a block of more, in as many frames as it takes; it has no message."""
        stream = self.h2.get_next_available_stream_id()
        self.answers[stream] = Answer()
        self.h2.send_headers(stream, list(self._named(EMPTY).items()), end_stream=True)
        # The frame that h2 made has nine bytes before its block.
        for frame in _header_frames(stream, self.h2.data_to_send()[9:] + block):
            self.raw(frame.serialize())
        return stream

    def send(self, stream, data, end=False, padding=None):
        """Sends one DATA frame."""
        self.h2.send_data(stream, data, end_stream=end, pad_length=padding)
        self.flush()

    def send_all(self, stream, data):
        """Sends the rest of a request in frames as large as the server's windows allow."""
        while True:
            self.until(lambda: self.h2.local_flow_control_window(stream) > 0)
            size = min(self.h2.local_flow_control_window(stream), self.h2.max_outbound_frame_size)
            self.send(stream, data[:size], end=len(data) <= size)
            data = data[size:]
            if not data:
                return

    def reset(self, stream, code=8):
        self.h2.reset_stream(stream, code)
        self.flush()

    def read(self, timeout=PATIENCE):
        """Takes in what is there; False at the end of the connection or of the time."""
        self.socket.settimeout(timeout)
        try:
            data = self.socket.recv(1 << 16)
        except socket.timeout:
            return False
        except OSError:
            data = b""
        if not data:
            self.closed = True
            return False
        for event in self.h2.receive_data(data):
            self._take(event)
        self.flush()
        return True

    def until(self, condition, timeout=PATIENCE):
        """Reads until something holds, the time is over or the connection ends; tells whether it holds."""
        end = time.monotonic() + timeout
        while not condition():
            left = end - time.monotonic()
            if left <= 0 or not self.read(left):
                return condition()
        return True

    def answer(self, stream, timeout=PATIENCE):
        """Reads until the stream is over."""
        answer = self.answers[stream]
        self.until(lambda: answer.ended or answer.reset is not None or self.goaway is not None, timeout)
        return answer

    def call(self, path=UNARY, data=b"", **headers):
        """A whole call with its data in one frame."""
        stream = self.open(path, **headers)
        self.send(stream, data, end=True)
        return self.answer(stream)

    def _named(self, path, **headers):
        return {
            ":method": "POST", ":scheme": "http", ":path": path, ":authority": f"127.0.0.1:{self.port}",
            "te": "trailers", "content-type": "application/grpc",
            **{(":method" if key == "method" else key.replace("_", "-")): value for key, value in headers.items()},
        }

    def _take(self, event):
        self.events.append(event)
        answer = self.answers.get(getattr(event, "stream_id", None))
        if isinstance(event, h2.events.ConnectionTerminated):
            self.goaway = event.error_code
        elif answer is None:
            return
        elif isinstance(event, h2.events.ResponseReceived):
            answer.headers = dict(event.headers)
            answer.trailers_only = event.stream_ended is not None
        elif isinstance(event, h2.events.TrailersReceived):
            answer.trailers = dict(event.headers)
        elif isinstance(event, h2.events.DataReceived):
            answer.data += event.data
            if self.acknowledge and event.flow_controlled_length:
                self.h2.acknowledge_received_data(event.flow_controlled_length, event.stream_id)
        elif isinstance(event, h2.events.StreamEnded):
            answer.ended = True
        elif isinstance(event, h2.events.StreamReset):
            answer.reset = event.error_code


def _header_frames(stream, block):
    """A HEADERS frame that ends its stream, and its CONTINUATION frames."""
    parts = [block[place:place + 16384] for place in range(0, len(block), 16384)]
    first = hyperframe.frame.HeadersFrame(stream, parts[0], flags=["END_STREAM"])
    frames = [first] + [hyperframe.frame.ContinuationFrame(stream, part) for part in parts[1:]]
    frames[-1].flags.add("END_HEADERS")
    return frames


def answers(port):
    """Asserts that the server answers on a new connection."""
    with Connection(port) as connection:
        answer = connection.call(EMPTY, prefixed(b""))
        assert answer.status == 0 and answer.messages == [(0, b"")], f"the server does not answer: {answer}"
        return answer


def running(port):
    """How many handlers of the test service are at work."""
    return int(answers(port).headers["x-interop-running"])


def idle(port):
    """Asserts that no handler is left at work."""
    end = time.monotonic() + 10
    while running(port):
        assert time.monotonic() < end, "a handler is left at work"
        time.sleep(0.02)


__all__ = ["Answer", "Connection", "answers", "idle", "messages", "prefixed", "running"]
