"""Frames of chance: whatever comes, the server answers afterwards, and holds nothing of it."""

import os
import random
import socket
import time

import hyperframe.frame

from http2 import DUPLEX, INPUT, UNARY, Connection, answers, idle, messages, prefixed

PREFACE = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"


def random_frames(port, process):
    """1,000 connections: frames of random kinds, recorded calls with random bytes changed, and plain noise."""
    chance = random.Random(7540)
    recorded = [recorded_call(port, path, message) for path, message in (
        (UNARY, messages.simple(100, 100)), (INPUT, messages.input_request(50)),
        (DUPLEX, messages.output_request(3, 4)))]
    for _ in range(20):
        throw(port, recorded[0])
    _settle(port, process, None)
    before = _handles(process)
    for count, data in enumerate(frames(chance, recorded, 1000)):
        throw(port, data)
        if count % 100 == 99:
            answers(port)
    idle(port)
    _settle(port, process, before + 8)


def frames(chance, calls, count):
    """What to send on so many connections: frames of random kinds, calls that are changed, and plain noise."""
    for _ in range(count):
        kind = chance.randrange(4)
        if kind == 0:
            yield PREFACE + b"".join(_frame(chance) for _ in range(chance.randrange(1, 20)))
        elif kind == 1:
            yield chance.randbytes(chance.randrange(1, 3000))
        else:
            yield _changed(chance, chance.choice(calls), keep=len(PREFACE) if kind == 2 else 0)


def recorded_call(port, path, message, status=0, **headers):
    """The bytes of a call that ends with this status, with its preface."""
    with Connection(port) as connection:
        sent, raw = [], connection.raw
        connection.raw = lambda data: (sent.append(data), raw(data))
        answer = connection.call(path, prefixed(message), **headers)
        assert answer.status == status, answer
    settings = hyperframe.frame.SettingsFrame(0).serialize()
    return PREFACE + settings + b"".join(sent)


def _frame(chance):
    """A frame with a true length, mostly of a known kind."""
    body = chance.randbytes(chance.choice((0, 1, 4, 5, 8, 9, 100, 1000)))
    kind = chance.choice((0, 1, 2, 3, 4, 5, 6, 7, 8, 9, chance.randrange(256)))
    stream = chance.choice((0, 1, 1, 3, chance.randrange(1 << 31)))
    return len(body).to_bytes(3, "big") + bytes([kind, chance.randrange(256)]) + stream.to_bytes(4, "big") + body


def _changed(chance, data, keep):
    changed = bytearray(data)
    for _ in range(chance.randrange(1, 6)):
        place = chance.randrange(keep, len(changed))
        how = chance.randrange(3)
        if how == 0:
            changed[place] = chance.randrange(256)
        elif how == 1:
            del changed[place:place + chance.randrange(1, 9)]
        else:
            changed[place:place] = chance.randbytes(chance.randrange(1, 9))
        if len(changed) <= keep:
            break
    return bytes(changed)


def throw(port, data):
    """Sends it, ends, and waits until the server has ended too: it has seen all of it then."""
    with socket.create_connection(("127.0.0.1", port), 10) as connection:
        try:
            connection.sendall(data)
            connection.shutdown(socket.SHUT_WR)
            while connection.recv(1 << 16):
                pass
        except ConnectionError:
            pass


def _handles(process):
    return len(os.listdir(f"/proc/{process}/fd"))


def _settle(port, process, limit):
    """Waits until the connections of before are gone."""
    end = time.monotonic() + 15
    last = None
    while True:
        answers(port)
        count = _handles(process)
        if count == last if limit is None else count <= limit:
            return
        assert time.monotonic() < end, f"{count} handles are open; expected at most {limit}"
        last = count
        time.sleep(0.3)
