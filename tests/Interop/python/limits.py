"""Beyond the official cases: sizes, time, encodings, lost clients, and what a handler is told."""

import os
import queue
import signal
import subprocess
import sys
import time

import grpc

from stubs import (PATIENCE, equal, error_details_pb2, fails, messages_pb2, payload, simple, status_pb2, streaming)

MEBIBYTE = 1 << 20


def large_client_stream(stub, _):
    """40 MB in one stream: no limit of a request body applies."""
    messages = (messages_pb2.StreamingInputCallRequest(payload=payload(1_000_000)) for _ in range(40))
    equal(stub.StreamingInputCall(messages, timeout=PATIENCE).aggregated_payload_size, 40_000_000)


def idle_duplex(stub, _):
    """12 s without a byte either way: no least data rate applies."""
    requests = queue.Queue()
    answers = stub.FullDuplexCall(iter(requests.get, None), timeout=PATIENCE)
    for pause in (12, 0):
        requests.put(streaming(5))
        equal(len(next(answers).payload.body), 5)
        time.sleep(pause)
    requests.put(None)
    equal(list(answers), [])


def unknown_encoding(stub, _):
    error = fails(grpc.StatusCode.UNIMPLEMENTED,
                  lambda: stub.UnaryCall(simple(1000, 1), compression=grpc.Compression.Deflate, timeout=PATIENCE))
    accepted = dict(error.initial_metadata() or ()) | dict(error.trailing_metadata() or ())
    assert "deflate" not in accepted.get("grpc-accept-encoding", ""), accepted


def _of_size(size):
    """A request that takes exactly so many bytes."""
    request = simple(size)
    request.payload.body = bytes(size - (request.ByteSize() - size))
    equal(request.ByteSize(), size)
    return request


def largest_message(stub, _):
    equal(stub.UnaryCall(_of_size(4 * MEBIBYTE), timeout=PATIENCE).payload.body, b"")


def too_large_message(stub, _):
    fails(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: stub.UnaryCall(_of_size(4 * MEBIBYTE + 1), timeout=PATIENCE))
    equal(stub.UnaryCall(simple(1, 1), timeout=PATIENCE).payload.body, b"\0", "after it")


def too_large_decompressed(stub, setting):
    """100 MB of zeros in 100 kB: refused, and never held."""
    stub.UnaryCall(simple(1, 1), timeout=PATIENCE)
    before = setting.memory()
    for _ in range(2):
        fails(grpc.StatusCode.RESOURCE_EXHAUSTED, lambda: stub.UnaryCall(
            simple(100_000_000), compression=grpc.Compression.Gzip, timeout=PATIENCE))
    grown = setting.memory() - before
    assert grown < 64 * MEBIBYTE, f"the server grew by {grown >> 20} MiB; expected less than 64"


def details(stub, _):
    status = messages_pb2.EchoStatus(code=9, message="not yet ☺")
    error = fails(grpc.StatusCode.FAILED_PRECONDITION, lambda: stub.UnaryCall(
        simple(response_status=status), metadata=[("x-interop-reason", "NOT_YET")], timeout=PATIENCE), "not yet ☺")
    found = status_pb2.Status.FromString(dict(error.trailing_metadata())["grpc-status-details-bin"])
    equal((found.code, found.message, len(found.details)), (9, "not yet ☺", 1))
    reason = error_details_pb2.ErrorInfo()
    assert found.details[0].Unpack(reason), found
    equal((reason.reason, reason.domain), ("NOT_YET", "interop.biozoocte"))


def binary_metadata(stub, _):
    """Every length of a base64 group, and every byte."""
    for value in (b"", b"\x00", b"\xff\xfe", b"abc", bytes(range(256))):
        call = stub.UnaryCall.with_call(
            simple(), metadata=[("x-grpc-test-echo-trailing-bin", value)], timeout=PATIENCE)[1]
        equal(dict(call.trailing_metadata()).get("x-grpc-test-echo-trailing-bin"), value)


def interval(stub, _):
    """The stated time stands between answers, and each is sent when it is due."""
    times = [time.monotonic()]
    for _ in stub.StreamingOutputCall(streaming(1, 1, 1, interval_us=200_000), timeout=PATIENCE):
        times.append(time.monotonic())
    gaps = [later - earlier for earlier, later in zip(times, times[1:])]
    equal(len(gaps), 3)
    assert all(0.1 < gap < 2 for gap in gaps), gaps


def half_duplex(stub, _):
    answers = stub.HalfDuplexCall(iter([streaming(1, 2), streaming(3)]), timeout=PATIENCE)
    equal([len(answer.payload.body) for answer in answers], [1, 2, 3])


def deadline_in_a_stream(stub, setting):
    """One answer comes, then the time is over: the handler is told and ends."""
    before = setting.cancelled_before(running=0)
    asked = streaming(1, 1)
    asked.response_parameters[1].interval_us = 30_000_000
    answers = stub.StreamingOutputCall(asked, timeout=0.5)
    equal(len(next(answers).payload.body), 1)
    start = time.monotonic()
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(answers))
    assert time.monotonic() - start < 3, "the deadline was answered seconds late"
    setting.until_told(before)


def cancel_reaches_the_handler(stub, setting):
    before = setting.cancelled_before(running=0)
    call = stub.StreamingOutputCall(streaming(1, interval_us=30_000_000), timeout=PATIENCE)
    setting.until(lambda: setting.running() == 1, "the call did not begin")
    start = time.monotonic()
    call.cancel()
    setting.until_told(before)
    assert time.monotonic() - start < 1, "a cancel took more than a second"


def killed_client(_, setting):
    """A client that ends without a word leaves no handler behind."""
    before = setting.cancelled_before(running=0)
    child = subprocess.Popen([sys.executable, sys.argv[0], str(setting.port), str(setting.process), "wait_for_ever"])
    setting.until(lambda: setting.running() == 1, "the child's call did not begin")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    setting.until_told(before)


def wait_for_ever(stub, _):
    """What the child of killed_client does; no case of its own."""
    list(stub.StreamingOutputCall(streaming(1, interval_us=120_000_000)))


def slow_reader(stub, setting):
    """A reader that takes nothing for 7 s: the server waits with it and holds little of what is to come."""
    sizes = [MEBIBYTE] * 150
    stub.UnaryCall(simple(1, 1), timeout=PATIENCE)
    before = setting.memory()
    answers = stub.StreamingOutputCall(streaming(*sizes), timeout=PATIENCE)
    next(answers)
    time.sleep(7)
    grown = setting.memory() - before
    equal(sum(len(answer.payload.body) for answer in answers), 149 * MEBIBYTE)
    assert grown < 64 * MEBIBYTE, f"the server grew by {grown >> 20} MiB; expected less than 64"
