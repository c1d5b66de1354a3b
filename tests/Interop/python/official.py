"""Cases of the official interop test descriptions, as Python's client can ask them."""

import queue
import time

import grpc

from stubs import (PATIENCE, empty_pb2, equal, fails, messages_pb2, payload, simple, streaming, test_pb2_grpc, truth)

SPECIAL = "\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP 😈\t\n"


def empty_unary(stub, _):
    equal(stub.EmptyCall(empty_pb2.Empty(), timeout=PATIENCE), empty_pb2.Empty())


def cacheable_unary(stub, _):
    answer, call = stub.CacheableUnaryCall.with_call(
        simple(8, 8), metadata=[("x-user-ip", "1.2.3.4")], timeout=PATIENCE)
    equal(len(answer.payload.body), 8)
    equal(dict(call.initial_metadata())["cache-control"], "max-age=60, public")


def large_unary(stub, _):
    answer = stub.UnaryCall(simple(271828, 314159), timeout=PATIENCE)
    equal(answer.payload.body, bytes(314159), "body")


def client_compressed_unary(stub, _):
    asked = simple(271828, 314159, expect_compressed=truth(True))
    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: stub.UnaryCall(asked, timeout=PATIENCE))
    answer = stub.UnaryCall(asked, compression=grpc.Compression.Gzip, timeout=PATIENCE)
    equal(len(answer.payload.body), 314159)
    asked = simple(271828, 314159, expect_compressed=truth(False))
    equal(len(stub.UnaryCall(asked, timeout=PATIENCE).payload.body), 314159)


def server_compressed_unary(stub, _):
    for compressed in (True, False):
        answer = stub.UnaryCall(simple(271828, 314159, response_compressed=truth(compressed)), timeout=PATIENCE)
        equal(answer.payload.body, bytes(314159), "body")


def client_streaming(stub, _):
    sizes = (27182, 8, 1828, 45904)
    messages = (messages_pb2.StreamingInputCallRequest(payload=payload(size)) for size in sizes)
    equal(stub.StreamingInputCall(messages, timeout=PATIENCE).aggregated_payload_size, 74922)


def client_compressed_streaming(stub, _):
    def messages():
        for size in (27182, 45904):
            yield messages_pb2.StreamingInputCallRequest(payload=payload(size), expect_compressed=truth(True))

    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: stub.StreamingInputCall(messages(), timeout=PATIENCE))
    answer = stub.StreamingInputCall(messages(), compression=grpc.Compression.Gzip, timeout=PATIENCE)
    equal(answer.aggregated_payload_size, 73086)


def server_streaming(stub, _):
    sizes = [31415, 9, 2653, 58979]
    answers = stub.StreamingOutputCall(streaming(*sizes), timeout=PATIENCE)
    equal([len(answer.payload.body) for answer in answers], sizes)


def server_compressed_streaming(stub, _):
    sizes = [31415, 92653]
    asked = streaming(*sizes)
    asked.response_parameters[0].compressed.value = True
    asked.response_parameters[1].compressed.value = False
    answers = stub.StreamingOutputCall(asked, timeout=PATIENCE)
    equal([answer.payload.body for answer in answers], [bytes(size) for size in sizes])


def ping_pong(stub, _):
    requests = queue.Queue()
    answers = stub.FullDuplexCall(iter(requests.get, None), timeout=PATIENCE)
    for asked, size in ((27182, 31415), (8, 9), (1828, 2653), (45904, 58979)):
        requests.put(streaming(size, request_size=asked))
        equal(len(next(answers).payload.body), size)
    requests.put(None)
    equal(list(answers), [])


def empty_stream(stub, _):
    equal(list(stub.FullDuplexCall(iter(()), timeout=PATIENCE)), [])


def custom_metadata(stub, _):
    sent = [("x-grpc-test-echo-initial", "test_initial_metadata_value"),
            ("x-grpc-test-echo-trailing-bin", b"\xab\xab\xab")]
    unary = stub.UnaryCall.with_call(simple(271828, 314159), metadata=sent, timeout=PATIENCE)[1]
    duplex = stub.FullDuplexCall(iter([streaming(314159, request_size=271828)]), metadata=sent, timeout=PATIENCE)
    equal(len(list(duplex)), 1)
    for call in (unary, duplex):
        equal(dict(call.initial_metadata())[sent[0][0]], sent[0][1])
        equal(dict(call.trailing_metadata())[sent[1][0]], sent[1][1])


def _status(stub, message):
    status = messages_pb2.EchoStatus(code=2, message=message)
    fails(grpc.StatusCode.UNKNOWN,
          lambda: stub.UnaryCall(simple(1, 1, response_status=status), timeout=PATIENCE), message)
    asked = streaming(1, request_size=1, response_status=status)
    fails(grpc.StatusCode.UNKNOWN, lambda: list(stub.FullDuplexCall(iter([asked]), timeout=PATIENCE)), message)


def status_code_and_message(stub, _):
    _status(stub, "test status message")


def special_status_message(stub, _):
    _status(stub, SPECIAL)


def every_status(stub, _):
    for code in grpc.StatusCode:
        if code != grpc.StatusCode.OK:
            status = messages_pb2.EchoStatus(code=code.value[0], message=f"100 % {code.name}")
            fails(code, lambda: stub.UnaryCall(simple(response_status=status), timeout=PATIENCE), status.message)


def unimplemented_method(stub, _):
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(empty_pb2.Empty(), timeout=PATIENCE))


def unimplemented_service(_, setting):
    stub = test_pb2_grpc.UnimplementedServiceStub(setting.channel)
    fails(grpc.StatusCode.UNIMPLEMENTED, lambda: stub.UnimplementedCall(empty_pb2.Empty(), timeout=PATIENCE))


def cancel_after_begin(stub, _):
    requests = queue.Queue()
    call = stub.StreamingInputCall.future(iter(requests.get, None), timeout=PATIENCE)
    call.cancel()
    equal(call.code(), grpc.StatusCode.CANCELLED)
    requests.put(None)


def cancel_after_first_response(stub, setting):
    requests = queue.Queue()
    call = stub.FullDuplexCall(iter(requests.get, None), timeout=PATIENCE)
    requests.put(streaming(31415, request_size=27182))
    equal(len(next(call).payload.body), 31415)
    before = setting.cancelled_before(running=1)
    call.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: list(call))
    requests.put(None)
    setting.until_told(before)


def timeout_on_sleeping_server(stub, _):
    requests = queue.Queue()
    requests.put(streaming(request_size=27182))
    start = time.monotonic()
    fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: list(stub.FullDuplexCall(iter(requests.get, None), timeout=0.001)))
    requests.put(None)
    assert time.monotonic() - start < 5, "a deadline of 1 ms took seconds"


def concurrent_large_unary(stub, _):
    calls = [stub.UnaryCall.future(simple(271828, 314159), timeout=PATIENCE) for _ in range(1000)]
    for call in calls:
        equal(len(call.result().payload.body), 314159)
