"""The standard health service, and what it says when the server ends."""

import os
import queue
import signal
import threading

import grpc

from stubs import PATIENCE, empty_pb2, equal, fails, health_pb2, health_pb2_grpc, streaming

SERVING = health_pb2.HealthCheckResponse.SERVING
NOT_SERVING = health_pb2.HealthCheckResponse.NOT_SERVING
SERVICE_UNKNOWN = health_pb2.HealthCheckResponse.SERVICE_UNKNOWN


def _ask(service=""):
    return health_pb2.HealthCheckRequest(service=service)


def health_check(_, setting):
    health = health_pb2_grpc.HealthStub(setting.channel)
    for service in ("", "grpc.testing.TestService"):
        equal(health.Check(_ask(service), timeout=PATIENCE).status, SERVING)
    fails(grpc.StatusCode.NOT_FOUND, lambda: health.Check(_ask("no.such.Service"), timeout=PATIENCE))


def health_watch(_, setting):
    health = health_pb2_grpc.HealthStub(setting.channel)
    for service, status in (("", SERVING), ("no.such.Service", SERVICE_UNKNOWN)):
        watch = health.Watch(_ask(service), timeout=1)
        equal(next(watch).status, status)
        fails(grpc.StatusCode.DEADLINE_EXCEEDED, lambda: next(watch))


def health_list(_, setting):
    statuses = health_pb2_grpc.HealthStub(setting.channel).List(health_pb2.HealthListRequest(), timeout=PATIENCE)
    found = {name: entry.status for name, entry in statuses.statuses.items()}
    equal(found.get("grpc.testing.TestService"), SERVING, str(found))


def graceful_shutdown(stub, setting):
    """SIGTERM: watchers hear of it, a running call goes on to its end, a new one is refused."""
    watch = health_pb2_grpc.HealthStub(setting.channel).Watch(_ask(), timeout=PATIENCE)
    equal(next(watch).status, SERVING)
    requests = queue.Queue()
    running = stub.FullDuplexCall(iter(requests.get, None), timeout=PATIENCE)
    requests.put(streaming(7))
    equal(len(next(running).payload.body), 7)

    os.kill(setting.process, signal.SIGTERM)
    equal(next(watch).status, NOT_SERVING)

    def new_call_is_refused():
        try:
            stub.EmptyCall(empty_pb2.Empty(), timeout=2)
            return False
        except grpc.RpcError as error:
            equal(error.code(), grpc.StatusCode.UNAVAILABLE, error.details())
            return True

    setting.until(new_call_is_refused, "new calls were still taken")
    requests.put(streaming(9))
    equal(len(next(running).payload.body), 9, "the running call")
    requests.put(None)
    equal(list(running), [])
    ended = threading.Event()
    setting.until(lambda: ended.wait(0.05) or not _runs(setting.process), "the server did not end")


def _runs(process):
    try:
        with open(f"/proc/{process}/stat", encoding="ascii") as stat:
            return stat.read().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
