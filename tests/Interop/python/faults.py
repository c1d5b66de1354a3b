"""What a bridge stands: faults.py ZOOCTE... CASE, where ZOOCTE is the command that runs it."""

import collections
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import grpc

import proc
from stubs import PATIENCE, equal, fails, health_pb2, health_pb2_grpc  # noqa: I001 (it makes the generated modules known)
from bridge import Bridge, chunks, disks, header
from biozoocte.v1 import image_pb2, ranking_service_pb2, server_service_pb2, server_service_pb2_grpc

ZOO = os.path.join(os.path.dirname(__file__), "..", "..", "..", "examples", "zoo")


def free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Serving:
    """A running zoocte serve, with a folder for all that it writes."""

    def __init__(self, command, folder, *options):
        self.path = os.path.join(folder, "connection.json")
        self.spool = os.path.join(folder, "spool")
        self.metrics = free_port()
        os.makedirs(self.spool, exist_ok=True)
        self.process = subprocess.Popen(
            [*command, "serve", "--model-root", ZOO, "--state", os.path.join(folder, "state"), "--spool", self.spool,
             "--metrics-port", str(self.metrics), *options],
            env={**os.environ, "BIOZOOCTE_CONNECTION": self.path}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        line = self.process.stdout.readline()
        assert line, "it did not start"
        with open(self.path, encoding="utf-8") as file:
            self.connection = json.load(file)

    def handles(self):
        """How many of each kind: files by their paths, others by what they are; without code, which stays loaded."""
        links = (link for link in proc.links(self.process.pid) if not link.endswith((".dll", ".so")))
        return collections.Counter(link.split(":[")[0] for link in links)

    def memory(self, kind="VmRSS"):
        """The bytes that the process holds; VmHWM for the most so far."""
        return proc.memory(self.process.pid, kind)

    def files(self):
        """The files without names in which images stand that are too much for memory."""
        return [link for link in proc.links(self.process.pid) if link.startswith(self.spool) and link.endswith("(deleted)")]

    def measured(self, name):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics", timeout=10) as answer:
            lines = answer.read().decode().splitlines()
        return next((float(line.split()[-1]) for line in lines if line.split(" ")[0] == name), 0)

    def until_idle(self, seconds=10):
        """Waits until no call and no ranking is left."""
        proc.until(lambda: self.measured("biozoocte_calls") + self.measured("biozoocte_rankings_running") == 0,
                      "a call or a ranking goes on", seconds)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        equal(self.process.wait(timeout=30), 0, "exit code")


def bridge_killed(command, folder):
    """The client is told, and what was finished is there after a restart, for the same token."""
    first = Serving(command, folder)
    bridge = Bridge(first.path)
    events = list(bridge.rank(header(), chunks(disks()), models=bridge.names()[:1]))
    finished = events[0].event.accepted.ranking_id
    call = bridge.rank(header(), slowly(chunks(disks())))
    broken = next(call).event.accepted.ranking_id
    first.kill()
    fails(grpc.StatusCode.UNAVAILABLE, lambda: list(call))
    equal(os.listdir(first.spool), [], "files of the spool")
    second = Serving(command, folder)
    equal(second.connection["token"], first.connection["token"], "token")
    bridge = Bridge(second.path)
    kept = bridge.rankings.GetRanking(
        ranking_service_pb2.GetRankingRequest(ranking_id=finished), metadata=bridge.metadata, timeout=PATIENCE)
    equal(kept.ranking, events[-1].event.final, "the kept ranking")
    fails(grpc.StatusCode.NOT_FOUND, lambda: bridge.rankings.GetRanking(
        ranking_service_pb2.GetRankingRequest(ranking_id=broken), metadata=bridge.metadata, timeout=PATIENCE))
    second.stop()
    assert not os.path.exists(second.path), "the connection file is left"


def clients_killed(command, folder):
    """Clients that are killed while they send leave no handle, no memory of the spool and no file."""
    serving = Serving(command, folder, "--spool-memory", "1")
    bridge = Bridge(serving.path)
    list(bridge.rank(header(), chunks(disks()), models=bridge.names()[:1]))
    before = serving.handles()
    for _ in range(5):
        client = subprocess.Popen([sys.executable, "-B", __file__, "send", serving.path], stdout=subprocess.PIPE)
        assert client.stdout.readline(), "the client did not send"
        equal(serving.measured("biozoocte_calls"), 1.0, "calls")
        client.send_signal(signal.SIGKILL)
        client.wait()
        serving.until_idle()
    equal(serving.measured("biozoocte_spool_memory_bytes"), 0.0, "memory of the spool")
    equal(os.listdir(serving.spool), [], "files of the spool")
    after = serving.handles()
    assert after.total() <= before.total() + 3, f"handles that were not there before: {after - before}"
    events = list(bridge.rank(header(), chunks(disks()), models=bridge.names()[:1]))
    equal(events[-1].event.WhichOneof("event"), "final")
    serving.stop()


def slow_client(command, folder):
    """A client that sends, waits for a minute, and reads slowly gets what a fast one gets."""
    serving = Serving(command, folder)
    bridge = Bridge(serving.path)
    models = bridge.names()[:2]
    fast = list(bridge.rank(header(), chunks(disks()), models=models))

    def idle():
        parts = list(chunks(disks()))
        yield from parts[:1]
        time.sleep(61)
        yield from parts[1:]

    slow = []
    for event in bridge.rank(header(), idle(), models=models):
        slow.append(event)
        time.sleep(0.1)
    equal(slow[-1].event.final, fast[-1].event.final, "the slow client's ranking")
    serving.stop()


def large_stream(command, folder):
    """An image of 64 MB lies in a file without a name, and is gone with its call."""
    serving = Serving(command, folder, "--spool-memory", "1")
    bridge = Bridge(serving.path)
    side = 8192
    head = image_pb2.ImageHeader(
        name="large.tif", data_type=image_pb2.DATA_TYPE_UINT8,
        axes=[image_pb2.Axis(name="y", size=side), image_pb2.Axis(name="x", size=side)])
    part = bytes(1 << 20)
    total = side * side

    def parts():
        for offset in range(0, total, len(part)):
            yield ranking_service_pb2.RankModelsRequest(
                chunk=image_pb2.ImageChunk(image=0, offset=offset, data=part))
        time.sleep(60)

    call = bridge.rank(head, parts())
    next(call)
    proc.until(lambda: serving.measured("biozoocte_received_bytes_total") >= total, "it does not arrive", 60)
    equal(serving.measured("biozoocte_spool_memory_bytes"), 0.0, "memory of the spool")
    equal(os.listdir(serving.spool), [], "files with names")
    equal(len(serving.files()), 1, "files without one")
    call.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: list(call))
    proc.until(lambda: serving.measured("biozoocte_calls") == 0, "the call goes on", 5)
    serving.stop()


def secured(command, folder):
    """TLS, mutual TLS and a Unix socket; a client that trusts nobody, or shows no certificate, gets nowhere."""
    made = os.path.join(folder, "made")
    os.makedirs(made)
    run = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-addext",
           "subjectAltName=IP:127.0.0.1"]
    for name in ("server", "client"):
        subprocess.run([*run, "-subj", f"/CN={name}", "-keyout", f"{made}/{name}.key", "-out", f"{made}/{name}.pem"],
                       check=True, stderr=subprocess.DEVNULL)
    files = {name: open(os.path.join(made, name), "rb").read() for name in os.listdir(made)}
    trust = grpc.ssl_channel_credentials(files["server.pem"])
    both = grpc.ssl_channel_credentials(files["server.pem"], files["client.key"], files["client.pem"])
    tls = ["--tls-cert", f"{made}/server.pem", "--tls-key", f"{made}/server.key"]

    serving = Serving(command, os.path.join(folder, "tls"), *tls)
    equal(serving.connection["tls"], True, "tls")
    equal(info(serving, trust).name, "zoocte")
    fails(grpc.StatusCode.UNAVAILABLE, lambda: info(serving, grpc.ssl_channel_credentials()))
    fails(grpc.StatusCode.UNAVAILABLE, lambda: info(serving, None))
    equal(info(serving, trust).name, "zoocte", "after that")
    serving.stop()

    serving = Serving(command, os.path.join(folder, "mutual"), *tls, "--tls-client-ca", f"{made}/client.pem")
    equal(info(serving, both).name, "zoocte")
    fails(grpc.StatusCode.UNAVAILABLE, lambda: info(serving, trust))
    serving.stop()

    path = os.path.join(folder, "socket")
    serving = Serving(command, os.path.join(folder, "unix"), "--listen", f"unix:{path}")
    equal((serving.connection["address"], serving.connection["port"]), (f"unix:{path}", 0))
    equal(os.stat(path).st_mode & 0o777, 0o600, "rights")
    equal(info(serving, None).name, "zoocte")
    serving.stop()
    assert not os.path.exists(path), "the socket is left"


def ends_with_its_parent(command, folder):
    """The bridge of a plugin whose host is killed ends, and takes its connection file along."""
    parent = subprocess.Popen(["sleep", "300"])
    serving = Serving(command, folder, "--parent-pid", str(parent.pid))
    stub = health_pb2_grpc.HealthStub(open_channel(serving, None))
    equal(stub.Check(health_pb2.HealthCheckRequest(), timeout=PATIENCE).status, 1, "serving")
    parent.kill()
    parent.wait()
    equal(serving.process.wait(timeout=30), 0, "exit code")
    assert not os.path.exists(serving.path), "the connection file is left"


def open_channel(serving, credentials):
    address, port = serving.connection["address"], serving.connection["port"]
    target = address if address.startswith("unix:") else f"{address}:{port}"
    return grpc.secure_channel(target, credentials) if credentials else grpc.insecure_channel(target)


def info(serving, credentials):
    with open_channel(serving, credentials) as channel:
        return server_service_pb2_grpc.ServerServiceStub(channel).GetServerInfo(
            server_service_pb2.GetServerInfoRequest(), timeout=PATIENCE,
            metadata=[("authorization", f"Bearer {serving.connection['token']}")])


def slowly(parts):
    for part in parts:
        yield part
        time.sleep(5)


def send(path):
    """A client that is killed: half of an image, then silence."""
    call = Bridge(path).rank(header(), slowly(chunks(disks())))
    print(next(call).event.accepted.ranking_id, flush=True)
    time.sleep(300)


def main():
    if sys.argv[1] == "send":
        send(sys.argv[2])
    *command, name = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        globals()[name](command, folder)
    print(f"OK: {name}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
