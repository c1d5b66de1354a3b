"""What one client does wrong while another ranks: beside.py ZOOCTE... CASE, where ZOOCTE is the command of a bridge."""

import contextlib
import os
import random
import subprocess
import sys
import tempfile
import threading
import time

import grpc

import proc
from faults import Serving
from stubs import equal  # noqa: I001 (it makes the generated modules known)
from bridge import Bridge, chunks, disks, header
import chance
from http2 import Connection, prefixed
from biozoocte.v1 import image_pb2, ranking_service_pb2

RANK = "/biozoocte.v1.RankingService/RankModels"
INFO = "/biozoocte.v1.ServerService/GetServerInfo"
MEBIBYTE = 1 << 20
LARGE = 24 * MEBIBYTE
MOST_GROWTH = 64 * MEBIBYTE
BOMB = 512 * MEBIBYTE
CONCURRENT = 8
MORE_HANDLES = 3
MODELS = ["dsb256", "dsb360"]


class Fault:
    """What a fault is done to."""

    def __init__(self, serving):
        self.serving = serving
        self.port = serving.connection["port"]
        self.token = {"authorization": f"Bearer {serving.connection['token']}"}

    def killed_mid_stream(self):
        """Two at a time: the image of one stands in memory, the other's in a file."""
        for _ in range(3):
            before = self.serving.measured("biozoocte_received_bytes_total")
            clients = [subprocess.Popen([sys.executable, "-B", __file__, "send", self.serving.path]) for _ in range(2)]
            try:
                until(lambda: self.serving.measured("biozoocte_received_bytes_total") >= before + 2 * LARGE,
                      "it does not arrive")
                equal(len(self.serving.files()), 1, "files of the spool")
            finally:
                for client in clients:
                    client.kill()
                    client.wait()
            until(lambda: not self.serving.files() and self.serving.measured("biozoocte_spool_memory_bytes") < LARGE,
                  "a file or the memory of the spool is left")

    def slow_reader(self):
        """Readers that take the headers and no more, then are gone."""
        with contextlib.ExitStack() as stack:
            for _ in range(5):
                reader = stack.enter_context(Connection(self.port, acknowledge=False, INITIAL_WINDOW_SIZE=64))
                stream = reader.open(RANK, **self.token)
                reader.send_all(stream, ranking(runs=8))
                assert reader.until(lambda: reader.answers[stream].data), "no event came"
            time.sleep(1)

    def slow_writer(self):
        """Writers of a byte at a time, which never finish."""
        with contextlib.ExitStack() as stack:
            writers = [stack.enter_context(Connection(self.port)) for _ in range(5)]
            streams = [writer.open(RANK, **self.token) for writer in writers]
            for byte in ranking()[:60]:
                for writer, stream in zip(writers, streams):
                    writer.send(stream, bytes([byte]))
                time.sleep(0.02)

    def silent(self):
        """As many as have a turn announce an image and send nothing of it: one loses its turn to whoever waits."""
        with contextlib.ExitStack() as stack:
            clients = [stack.enter_context(Connection(self.port)) for _ in range(CONCURRENT)]
            calls = [(client, client.open(RANK, **self.token)) for client in clients]
            for client, stream in calls:
                client.send(stream, prefixed(settings().SerializeToString()))
            answers = [client.answers[stream] for client, stream in calls]
            until(lambda: any(client.until(lambda: answer.ended, 0.05) for (client, _), answer in zip(calls, answers)),
                  "no turn is given up")
            equal({answer.status for answer in answers if answer.ended}, {grpc.StatusCode.ABORTED.value[0]}, "statuses")

    def gzip_bomb(self):
        """512 MiB of zeros in 500 kB: they are never held. What the other's ranking takes at its highest varies by less."""
        most = self.serving.memory("VmHWM")
        for path in (INFO, RANK):
            with Connection(self.port) as connection:
                stream = connection.open(path, grpc_encoding="gzip", **self.token)
                connection.send_all(stream, prefixed(bytes(BOMB), flag=1))
                equal(connection.answer(stream).status, grpc.StatusCode.RESOURCE_EXHAUSTED.value[0], path)
                grown = self.serving.memory("VmHWM") - most
                assert grown <= BOMB // 2, f"{path}: the bridge grew by {grown >> 20} MiB"

    def random_frames(self):
        """Frames of chance, and calls of this bridge with bytes that are changed."""
        source = random.Random(9113)
        calls = [chance.recorded_call(self.port, INFO, b"", **self.token),
                 chance.recorded_call(self.port, RANK, settings().SerializeToString(), status=3, **self.token)]
        for data in chance.frames(source, calls, 200):
            chance.throw(self.port, data)

    def wrong_token(self):
        """Strangers, also ones that send much."""
        for token in ("Bearer wrong", "Bearer " + "x" * 43, "Basic eA==", ""):
            for path, data in ((INFO, prefixed(b"")), (RANK, ranking()), (RANK, prefixed(bytes(MEBIBYTE)))):
                with Connection(self.port) as connection:
                    stream = connection.open(path, authorization=token)
                    connection.until(lambda: connection.answers[stream].ended, 0.1)
                    if not connection.answers[stream].ended:
                        connection.send_all(stream, data)
                    equal(connection.answer(stream).status, grpc.StatusCode.UNAUTHENTICATED.value[0], token)


class Other:
    """A client that ranks again and again until it is told to stop."""

    def __init__(self, bridge):
        self.finals = []
        self.error = None
        self._bridge = bridge
        self._stop = threading.Event()
        self._begun = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def __enter__(self):
        self._thread.start()
        assert self._begun.wait(60), "the other ranking does not begin"
        return self

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
        if self.error:
            raise AssertionError("the other client failed") from self.error

    def _run(self):
        try:
            while not self._stop.is_set():
                self.finals.append(final_of(self._bridge, self._begun.set))
        except Exception as error:  # whatever it is: the thread ends, and __exit__ says why
            self.error = error
        finally:
            self._begun.set()


def run(serving, name):
    """The other's rankings are what they are alone, and nothing is left: handles, memory, files."""
    bridge = Bridge(serving.path)
    alone = final_of(bridge)
    with Other(bridge):
        equal(final_of(bridge), alone, "of two at once")
    serving.until_idle()
    handles, memory = serving.handles(), serving.memory()
    with Other(bridge) as other:
        getattr(Fault(serving), name)()
    equal(other.finals, [alone] * len(other.finals), "the other client's rankings")
    assert other.finals, "the other client did not rank"
    serving.until_idle()
    equal(serving.measured("biozoocte_spool_memory_bytes"), 0.0, "memory of the spool")
    equal((os.listdir(serving.spool), serving.files()), ([], []), "files of the spool")
    until(lambda: serving.handles().total() <= handles.total() + MORE_HANDLES,
          lambda: f"handles that were not there before: {serving.handles() - handles}")
    until(lambda: serving.memory() <= memory + MOST_GROWTH,
          lambda: f"the bridge grew by {(serving.memory() - memory) >> 20} MiB; expected at most {MOST_GROWTH >> 20}")
    serving.stop()


def final_of(bridge, begun=lambda: None):
    events = []
    for event in bridge.rank(header(), chunks(disks()), models=MODELS):
        begun()
        events.append(event)
    return events[-1].event.final


def settings(**more):
    """The first message of a ranking of one small image."""
    ranked = ranking_service_pb2.RankingSettings(models=MODELS, perturbations=["noise:0.1"], **more)
    return ranking_service_pb2.RankModelsRequest(
        settings=ranking_service_pb2.RankModelsSettings(ranking=ranked, images=[header()]))


def ranking(**more):
    """All its messages, as bytes."""
    return b"".join(prefixed(message.SerializeToString()) for message in [settings(**more), *chunks(disks())])


def until(condition, complaint):
    proc.until(condition, complaint, 60)


def send(path):
    """A client that is killed: the most of a large image, then silence."""
    side = 8192
    head = image_pb2.ImageHeader(
        name="large.tif", data_type=image_pb2.DATA_TYPE_UINT8,
        axes=[image_pb2.Axis(name="y", size=LARGE // side + 1), image_pb2.Axis(name="x", size=side)])

    def parts():
        for offset in range(0, LARGE, MEBIBYTE):
            yield ranking_service_pb2.RankModelsRequest(
                chunk=image_pb2.ImageChunk(image=0, offset=offset, data=bytes(MEBIBYTE)))
        time.sleep(300)

    list(Bridge(path).rank(head, parts()))


def main():
    if sys.argv[1] == "send":
        send(sys.argv[2])
    *command, name = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        serving = Serving(command, folder, "--spool-memory", "32", "--concurrent", str(CONCURRENT), "--silence", "2")
        try:
            run(serving, name)
        finally:
            serving.process.kill()
    print(f"OK: {name}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
