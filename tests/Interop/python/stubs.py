"""The messages and stubs that protoc made for this run, beside the installed packages of the same names."""

import os
import sys

import google
import grpc

FOLDER = os.environ["INTEROP_STUBS"]
sys.path.append(FOLDER)

# grpc.testing and google.rpc lie in other folders than the packages grpc and google.
grpc.__path__.append(os.path.join(FOLDER, "grpc"))
google.__path__.append(os.path.join(FOLDER, "google"))

from google.rpc import error_details_pb2, status_pb2  # noqa: E402, F401
from grpc.health.v1 import health_pb2, health_pb2_grpc  # noqa: E402, F401
from grpc.testing import empty_pb2, messages_pb2, test_pb2_grpc  # noqa: E402, F401

PATIENCE = 120
"""Seconds that no case should need: a call that hangs fails instead."""


def channel(port, **options):
    """A channel of its own connection, so that no case meets what another left behind."""
    settings = {"grpc.use_local_subchannel_pool": 1, **options}
    return grpc.insecure_channel(f"127.0.0.1:{port}", options=list(settings.items()))


def payload(size):
    return messages_pb2.Payload(body=bytes(size))


def simple(request_size=0, response_size=0, **fields):
    return messages_pb2.SimpleRequest(payload=payload(request_size), response_size=response_size, **fields)


def streaming(*sizes, request_size=0, interval_us=0, **fields):
    return messages_pb2.StreamingOutputCallRequest(
        response_parameters=[messages_pb2.ResponseParameters(size=s, interval_us=interval_us) for s in sizes],
        payload=payload(request_size), **fields)


def truth(value):
    return messages_pb2.BoolValue(value=value)


def equal(found, expected, what=""):
    assert found == expected, f"{what}: found {found!r}; expected {expected!r}"


def fails(code, call, text=None):
    """The error of a call that must end with this code, and with this text where one is stated."""
    try:
        answer = call()
    except grpc.RpcError as error:
        equal(error.code(), code, f"code ({error.details()})")
        if text is not None:
            equal(error.details(), text, "text")
        return error
    raise AssertionError(f"found an answer, {str(answer)[:200]!r}; expected {code}")
