"""HTTP/2 as it may come: padding, borders of frames, ends, resets, windows, settings, pings, GOAWAY."""

import random

import h2.events
import hyperframe.frame

from http2 import (DUPLEX, EMPTY, INPUT, OUTPUT, UNARY, Connection, answers, idle, messages, prefixed)


def _unary(size=0, answer=0):
    return prefixed(messages.simple(size, answer))


def _fine(answer, count=1):
    assert answer.http == "200" and answer.status == 0 and answer.ended, answer
    assert len(answer.messages) == count, answer
    return answer


def padded_data(port):
    with Connection(port) as connection:
        stream = connection.open()
        data = _unary(1000, 10)
        connection.send(stream, data[:3], padding=0)
        connection.send(stream, data[3:500], padding=255)
        connection.send(stream, b"", padding=17)
        connection.send(stream, data[500:], end=True, padding=100)
        _fine(connection.answer(stream))


def message_in_many_frames(port):
    with Connection(port) as connection:
        stream = connection.open()
        data = _unary(300, 10)
        for place in range(len(data)):
            connection.send(stream, data[place:place + 1], end=place == len(data) - 1)
        _fine(connection.answer(stream))


def many_messages_in_a_frame(port):
    with Connection(port) as connection:
        sizes = [0, 1, 100, 7, 0, 3000]
        data = b"".join(prefixed(messages.input_request(size)) for size in sizes)
        answer = _fine(connection.call(INPUT, data))
        assert answer.messages[0][1] == messages.field(1, sum(sizes)), answer.messages


def borders_anywhere(port):
    """Messages of all sizes, cut where chance falls, with padding where chance falls."""
    chance = random.Random(20)
    with Connection(port) as connection:
        for _ in range(20):
            sizes = [chance.choice((0, 1, 5, 300, 20_000)) for _ in range(chance.randrange(1, 12))]
            rest = b"".join(prefixed(messages.input_request(size)) for size in sizes)
            stream = connection.open(INPUT)
            while rest:
                part, rest = rest[:(cut := chance.choice((1, 4, 5, 6, 900, 9000)))], rest[cut:]
                connection.until(lambda: connection.h2.local_flow_control_window(stream) > 10_000)
                connection.send(stream, part, end=not rest, padding=chance.choice((None, 0, 33)))
            answer = _fine(connection.answer(stream))
            expected = messages.field(1, sum(sizes)) if sum(sizes) else b""
            assert answer.messages[0][1] == expected, (sizes, answer.messages)


def end_in_an_empty_frame(port):
    with Connection(port) as connection:
        for path, data in ((UNARY, _unary(5, 5)), (INPUT, prefixed(messages.input_request(5)))):
            stream = connection.open(path)
            connection.send(stream, data)
            connection.send(stream, b"", end=True)
            _fine(connection.answer(stream))


def end_in_the_headers(port):
    """A stream of no message is one; a unary call without its message is none."""
    with Connection(port) as connection:
        _fine(connection.answer(connection.open(INPUT, end=True)))
        _fine(connection.answer(connection.open(DUPLEX, end=True)), count=0)
        for path in (UNARY, EMPTY, OUTPUT):
            answer = connection.answer(connection.open(path, end=True))
            assert answer.status == 12, answer


def two_messages_of_a_unary_call(port):
    with Connection(port) as connection:
        for path in (UNARY, OUTPUT):
            answer = connection.call(path, _unary() * 2)
            assert answer.status == 12, answer


def reset_in_a_message(port):
    with Connection(port) as connection:
        for code in (8, 0, 2):
            stream = connection.open(INPUT)
            connection.send(stream, prefixed(messages.input_request(9)) + b"\0\0\0\1\0half")
            connection.reset(stream, code)
        _fine(connection.call(UNARY, _unary()))
    idle(port)


def reset_after_headers(port):
    with Connection(port) as connection:
        for _ in range(50):
            connection.reset(connection.open(DUPLEX))
        _fine(connection.call(UNARY, _unary()))
    idle(port)


def lost_connection(port):
    """The socket is closed in the middle of messages of many streams."""
    with Connection(port) as connection:
        for _ in range(20):
            stream = connection.open(DUPLEX)
            connection.send(stream, prefixed(messages.output_request(1), length=5000))
        for _ in range(20):
            connection.send(connection.open(OUTPUT), prefixed(
                messages.output_request(1, interval_us=60_000_000)), end=True)
    idle(port)


def goaway_of_the_client(port):
    """Calls that run are finished."""
    with Connection(port) as connection:
        stream = connection.open(OUTPUT)
        connection.send(stream, prefixed(messages.output_request(5, 5, interval_us=200_000)), end=True)
        connection.until(lambda: connection.answers[stream].headers is not None)
        frame = hyperframe.frame.GoAwayFrame(0)
        frame.last_stream_id, frame.error_code = 0, 0
        connection.raw(frame.serialize())
        _fine(connection.answer(stream), count=2)
    answers(port)


def ping(port):
    with Connection(port) as connection:
        for place in range(20):
            connection.h2.ping(b"8 bytes" + bytes([place]))
        connection.flush()

        def acknowledged():
            return [e.ping_data[-1] for e in connection.events if isinstance(e, h2.events.PingAckReceived)]

        connection.until(lambda: len(acknowledged()) == 20)
        assert acknowledged() == list(range(20)), acknowledged()
        _fine(connection.call(UNARY, _unary()))


def settings(port):
    """The server states its own and acknowledges ours."""
    with Connection(port) as connection:
        connection.until(lambda: any(isinstance(e, h2.events.SettingsAcknowledged) for e in connection.events))
        kinds = {type(event) for event in connection.events}
        assert {h2.events.RemoteSettingsChanged, h2.events.SettingsAcknowledged} <= kinds, kinds
        frame = hyperframe.frame.SettingsFrame(0)
        frame.settings = {0x4242: 7}
        connection.raw(frame.serialize())
        _fine(connection.call(UNARY, _unary()))


def small_window(port):
    """A window of 10 bytes is never overrun, and what waits comes when it opens."""
    with Connection(port, acknowledge=False, INITIAL_WINDOW_SIZE=10) as connection:
        connection.until(lambda: any(isinstance(e, h2.events.SettingsAcknowledged) for e in connection.events))
        stream = connection.open()
        connection.send(stream, _unary(0, 500), end=True)
        answer = connection.answers[stream]
        connection.until(lambda: len(answer.data) >= 10)
        connection.until(lambda: len(answer.data) > 10, timeout=0.3)
        assert len(answer.data) == 10 and not answer.ended, answer
        while not answer.ended:
            before = len(answer.data)
            connection.h2.increment_flow_control_window(50, stream)
            connection.flush()
            assert connection.until(lambda: answer.ended or len(answer.data) > before), answer
        _fine(answer)


def closed_window_and_cancel(port):
    """A handler that waits for a window is told of a cancel."""
    with Connection(port, acknowledge=False, INITIAL_WINDOW_SIZE=0) as connection:
        connection.until(lambda: any(isinstance(e, h2.events.SettingsAcknowledged) for e in connection.events))
        stream = connection.open(OUTPUT)
        connection.send(stream, prefixed(messages.output_request(*[1 << 20] * 20)), end=True)
        connection.until(lambda: connection.answers[stream].headers is not None)
        connection.reset(stream)
        idle(port)


def many_streams(port):
    """As many calls at once as the server allows, one connection."""
    with Connection(port) as connection:
        connection.until(lambda: connection.h2.remote_settings.max_concurrent_streams < 1 << 30, timeout=1)
        count = min(100, connection.h2.remote_settings.max_concurrent_streams)
        streams = [connection.open(DUPLEX) for _ in range(count)]
        for size, stream in enumerate(streams):
            connection.send(stream, prefixed(messages.output_request(size)), end=True)
        for stream in streams:
            _fine(connection.answer(stream))


def answer_before_the_end(port):
    """A status that comes before the client's last message: RST_STREAM NO_ERROR asks it to send no more."""
    with Connection(port) as connection:
        stream = connection.open(DUPLEX)
        status = messages.field(7, messages.field(1, 9))
        connection.send(stream, prefixed(status))
        answer = connection.answer(stream)
        connection.until(lambda: answer.reset is not None, timeout=5)
        assert answer.status == 9 and answer.ended and answer.reset in (0, None), answer
        _fine(connection.call(UNARY, _unary()))


def deadline(port):
    """Status 4, then RST_STREAM CANCEL to a client that is still sending."""
    with Connection(port) as connection:
        stream = connection.open(DUPLEX, grpc_timeout="300m")
        answer = connection.answer(stream)
        connection.until(lambda: answer.reset is not None, timeout=5)
        assert answer.status == 4 and answer.reset in (0, 8), answer
    idle(port)
