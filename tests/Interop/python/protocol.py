"""gRPC as it may come over HTTP/2: headers that are odd, wrong or missing, and messages that are broken."""

import base64
import gzip
import time

from http2 import EMPTY, INPUT, OUTPUT, UNARY, Connection, answers, messages, prefixed

ONE = prefixed(messages.simple(5, 5))


def _status(port, expected, path=UNARY, data=ONE, **headers):
    with Connection(port) as connection:
        answer = connection.call(path, data, **headers)
        assert answer.http == "200", answer
        found = answer.status
        assert found in (expected if isinstance(expected, tuple) else (expected,)), f"expected {expected}: {answer}"
    answers(port)
    return answer


def content_type(port):
    for value in ("application/grpc", "application/grpc+proto", "application/grpc;charset=utf-8"):
        assert _status(port, 0, content_type=value).headers["content-type"].startswith("application/grpc"), value
    with Connection(port) as connection:
        for value in ("text/html", "application/json", "image/jpeg", "", "grpc"):
            answer = connection.call(UNARY, ONE, content_type=value)
            assert answer.http == "415", f"{value}: {answer}"
        answer = connection.call(UNARY, ONE, omit=("content-type",))
        assert answer.http == "415", answer


def missing_te(port):
    _status(port, 0, omit=("te",))


def missing_authority(port):
    with Connection(port) as connection:
        answer = connection.call(UNARY, ONE, omit=(":authority",))
        assert answer.status == 0 or answer.http == "400" or answer.reset is not None, answer
    answers(port)


def unknown_paths(port):
    for path in ("/grpc.testing.TestService/Nothing", "/grpc.testing.Nothing/UnaryCall", "/", "/UnaryCall",
                 "/grpc.testing.TestService/", "/grpc.testing.TestService", "/grpc.testing.testservice/unarycall",
                 "/grpc.testing.TestService/UnaryCall/more", "//", "/grpc.testing.TestService/UnimplementedCall"):
        answer = _status(port, 12, path=path)
        assert answer.data == b"", answer


def broken_paths(port):
    """Whatever the answer, the server goes on."""
    for path in ("grpc.testing.TestService/UnaryCall", "", "*", "/%", "/%zz/%00", "/a?b=c", "/ä", "/..%2f.."):
        with Connection(port) as connection:
            answer = connection.call(path, ONE)
            known = answer.status is not None or answer.http in ("400", "404")
            assert known or answer.reset is not None or connection.goaway is not None, f"{path}: {answer}"
        answers(port)


def other_methods(port):
    with Connection(port) as connection:
        for method in ("GET", "PUT", "DELETE", "OPTIONS"):
            answer = connection.call(UNARY, ONE, method=method)
            assert answer.http in ("404", "405") or answer.status == 12, f"{method}: {answer}"


def status_always_stands(port):
    """OK is stated, in trailers; a call that ends at once has one block of headers."""
    answer = _status(port, 0)
    assert answer.trailers["grpc-status"] == "0" and "grpc-status" not in answer.headers, answer
    answer = _status(port, 12, path="/grpc.testing.TestService/Nothing")
    assert answer.trailers_only and answer.headers["content-type"].startswith("application/grpc"), answer


def percent_encoding(port):
    """grpc-message as it goes over the wire."""
    answer = _status(port, 5, data=prefixed(messages.simple(status=(5, "100 %\t☺ ~"))))
    assert (answer.trailers or answer.headers)["grpc-message"] == "100 %25%09%E2%98%BA ~", answer
    answer = _status(port, 5, data=prefixed(messages.simple(status=(5, "  blanks  "))))
    assert (answer.trailers or answer.headers)["grpc-message"] == "%20 blanks %20", answer


def end_in_a_message(port):
    for cut in (1, 4, 5, 9, len(ONE) - 1):
        _status(port, 13, data=ONE[:cut])
    _status(port, 13, path=INPUT, data=prefixed(messages.input_request(9)) + b"\0")


def broken_flags(port):
    for flag in (2, 128, 255):
        _status(port, 13, data=bytes([flag]) + ONE[1:])
    _status(port, 13, data=prefixed(messages.simple(5, 5), flag=1))


def broken_protobuf(port):
    _status(port, 13, data=prefixed(b"\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff"))
    _status(port, 13, path=INPUT, data=prefixed(b"\x0a\x7f"))


def encodings(port):
    body = messages.simple(5, 5)
    _status(port, 0, data=prefixed(body, flag=1), grpc_encoding="gzip")
    _status(port, 0, data=prefixed(body), grpc_encoding="gzip")
    _status(port, 0, data=prefixed(body), grpc_encoding="identity")
    _status(port, 13, data=prefixed(body, flag=1), grpc_encoding="identity")
    answer = _status(port, 12, data=prefixed(body, flag=1), grpc_encoding="snappy")
    accepted = {**(answer.headers or {}), **(answer.trailers or {})}.get("grpc-accept-encoding", "")
    assert "gzip" in accepted and "snappy" not in accepted, answer
    broken = gzip.compress(bytes(1000))
    for data in (b"no gzip", broken[:-9], broken[:-4] + b"\0\0\0\0"):
        _status(port, 13, data=b"\1" + len(data).to_bytes(4, "big") + data, grpc_encoding="gzip")


def server_compressed_unary(port):
    for wanted in (True, False):
        answer = _compressed(port, UNARY, messages.simple(271828, 314159, compressed=wanted))
        assert [flag for flag, _ in answer.messages] == [int(wanted)], answer
        body = answer.messages[0][1]
        assert len(gzip.decompress(body) if wanted else body) > 314159, len(body)


def server_compressed_streaming(port):
    asked = messages.output_request(31415, 92653, compressed=(True, False))
    (first, body), (second, _) = _compressed(port, OUTPUT, asked).messages
    assert (first, second) == (1, 0), (first, second)
    assert len(gzip.decompress(body)) > 31415


def compresses_only_what_is_accepted(port):
    """A client that names no encoding gets none."""
    with Connection(port) as connection:
        for accepted in ({}, {"grpc_accept_encoding": "identity"}, {"grpc_accept_encoding": "snappy,deflate"}):
            answer = connection.call(UNARY, prefixed(messages.simple(5, 5000, compressed=True)), **accepted)
            assert answer.status == 0 and [flag for flag, _ in answer.messages] == [0], answer


def _compressed(port, path, message):
    with Connection(port) as connection:
        stream = connection.open(path, grpc_accept_encoding="identity,deflate,gzip")
        connection.send_all(stream, prefixed(message))
        answer = connection.answer(stream)
        assert answer.status == 0 and answer.headers["grpc-encoding"] == "gzip", answer
        return answer


def stated_length(port):
    """Four gibibytes are refused by their prefix: nothing is waited for."""
    for length in (0xFFFFFFFF, 0x80000000, (4 << 20) + 1):
        with Connection(port) as connection:
            stream = connection.open()
            connection.send(stream, prefixed(b"", length=length))
            answer = connection.answer(stream)
            assert answer.status == 8, answer
    answers(port)


def timeouts(port):
    for value in ("1H", "1M", "99999999S", "20000m", "20000000u", "00000005S"):
        _status(port, 0, grpc_timeout=value)
    for value in ("1n", "99999999n"):
        _status(port, (0, 4), grpc_timeout=value)
    for value in ("0n", "0S"):
        _status(port, 4, grpc_timeout=value)
    for value in ("", "S", "1", "1s", "-1S", "1.5S", "123456789S", "1 S", "٣S"):
        with Connection(port) as connection:
            answer = connection.call(UNARY, ONE, grpc_timeout=value)
            assert answer.status in (0, 3, 13) or answer.http == "400" or answer.reset is not None, f"{value}: {answer}"
        answers(port)


def binary_metadata(port):
    """Padded or not, joined by commas or repeated."""
    name, echoed = "x-grpc-test-echo-trailing-bin", {}
    for sent in ("qw", "qw==", "q6s", "q6s=", "q6ur"):
        answer = _status(port, 0, **{name: sent})
        echoed[sent] = answer.trailers[name]
        assert echoed[sent] == sent.rstrip("="), f"{sent}: found {echoed[sent]}"
    for sent in ("q6s=,qw", ["q6s=", "qw"]):
        answer = _status(port, 0, **{name: sent})
        found = [base64.b64decode(value + "==") for value in answer.trailers[name].split(",")]
        assert set(found) <= {b"\xab\xab", b"\xab"}, answer


def broken_metadata(port):
    """Bad values do not fail a call."""
    for headers in ({"x-grpc-test-echo-trailing-bin": "!!"}, {"x-odd": "ä\x80"}, {"x-empty": ""}, {"x-empty-bin": ""}):
        with Connection(port) as connection:
            answer = connection.call(UNARY, ONE, **headers)
            assert answer.status in (0, 13) or answer.http == "400", f"{headers}: {answer}"
        answers(port)


def large_headers(port):
    """8 KiB of metadata are taken; a mebibyte is refused, and others are still answered."""
    _status(port, 0, x_long="v" * 8000)
    for size in (20_000, 40_000, 1 << 20):
        with Connection(port) as connection:
            stream = connection.open_raw(_literal(b"x-long", b"v" * size))
            answer = connection.answer(stream)
            known = answer.status is not None or answer.http == "431" or answer.reset is not None
            refused = connection.goaway is not None or connection.closed
            assert known or refused, answer
            assert size < 1 << 20 or answer.status not in (None, 0) or refused or answer.reset is not None, answer
        answers(port)


def _literal(name, value):
    """A header field of HPACK, never indexed and without the code of Huffman."""
    return b"\x10" + _length(name) + name + _length(value) + value


def _length(text):
    if len(text) < 127:
        return bytes([len(text)])
    return b"\x7f" + messages.varint(len(text) - 127)


def http1(port):
    """A client of HTTP/1.1 is told so or left; it does not hang."""
    import socket
    with socket.create_connection(("127.0.0.1", port), 10) as plain:
        plain.sendall(b"POST " + EMPTY.encode() + b" HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n")
        start = time.monotonic()
        plain.settimeout(10)
        try:
            while plain.recv(1000):
                pass
        except ConnectionError:
            pass
        assert time.monotonic() - start < 10
    answers(port)
