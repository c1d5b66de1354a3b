"""A bridge in a few lines: it takes whole images over the real wire and answers with numbers easily computed."""

from __future__ import annotations

import json
import os
import threading
import time
from concurrent import futures
from pathlib import Path

import grpc
import numpy as np

from napari_biozoocte._images import ImageReceiver
from napari_biozoocte._wire import image_pb2 as image_pb
from napari_biozoocte._wire import model_service_pb2 as models_pb
from napari_biozoocte._wire import prediction_service_pb2 as prediction_pb
from napari_biozoocte._wire import ranking_pb2 as ranking_result_pb
from napari_biozoocte._wire import ranking_service_pb2 as ranking_pb
from napari_biozoocte._wire import server_service_pb2 as server_pb
from napari_biozoocte._wire.model_service_pb2_grpc import ModelServiceServicer, add_ModelServiceServicer_to_server
from napari_biozoocte._wire.prediction_service_pb2_grpc import (
    PredictionServiceServicer, add_PredictionServiceServicer_to_server,
)
from napari_biozoocte._wire.ranking_service_pb2_grpc import RankingServiceServicer, add_RankingServiceServicer_to_server
from napari_biozoocte._wire.server_service_pb2_grpc import ServerServiceServicer, add_ServerServiceServicer_to_server

TOKEN = "t0ken"
REASON = "It takes 3 channels; the image has 1."
FAILURE = "weights.onnx: the network wants 512 by 512 pixels."


def axes_of(header):
    return "".join(axis.name for axis in header.axes)


def receive(requests, headers):
    """The images of a request stream; a gap or a missing part is an assertion."""
    receivers = [ImageReceiver(header) for header in headers]
    for request in requests:
        receivers[request.chunk.image].add(request.chunk)
    return [receiver.array() for receiver in receivers]


class Bridge(ServerServiceServicer, ModelServiceServicer, RankingServiceServicer, PredictionServiceServicer):
    """The services. Tests look at what came, and hold answers back by ``may_finish`` and ``may_read``."""

    def __init__(self):
        self.client_bytes = 64 * 2**20
        self.may_finish = threading.Event()
        self.may_read = threading.Event()
        self.may_finish.set()
        self.may_read.set()
        self.was_cancelled = threading.Event()
        self.settings = None
        self.images = []

    def GetServerInfo(self, request, context):
        return server_pb.GetServerInfoResponse(
            name="zoocte", version="0.1.0", api_versions=["v1"], runtime="no runtime",
            limits=server_pb.Limits(client_bytes=self.client_bytes), metrics=["miou", "nhd"],
            estimators=["cte", "agreement", "combined"], input_perturbations=["contrast", "gamma"],
            feature_perturbations=["dropout"])

    def ListModels(self, request, context):
        models = [models_pb.Model(name=name, title=f"Title of {name}", structures=["nuclei"])
                  for name in ("steady", "shaky", "broken", "colour")]
        start = int(request.page_token or 0)
        return models_pb.ListModelsResponse(
            models=models[start:start + 3], next_page_token="3" if start == 0 else "")

    def CheckCompatibility(self, request, context):
        has_colours = any(axis.name == "c" and axis.size == 3 for axis in request.image.axes)
        answers = [models_pb.ModelCompatibility(model=name, is_compatible=True)
                   for name in ("steady", "shaky", "broken")]
        answers.append(models_pb.ModelCompatibility(
            model="colour", is_compatible=has_colours, reasons=[] if has_colours else [REASON]))
        return models_pb.CheckCompatibilityResponse(models=answers)

    def RankModels(self, requests, context):
        context.add_callback(lambda: None if context.code() else self.was_cancelled.set())
        settings = self.settings = next(requests).settings
        yield ranking_pb.RankModelsResponse(event=ranking_pb.RankingEvent(
            accepted=ranking_pb.RankingAccepted(ranking_id="r1", models=settings.ranking.models)))
        yield ranking_pb.RankModelsResponse(event=ranking_pb.RankingEvent(
            queued=ranking_pb.RankingQueued(position=1)))
        self.may_read.wait(20)
        self.images = receive(requests, settings.images)
        scores = []
        names = list(settings.ranking.models)
        for position, name in enumerate(names):
            yield ranking_pb.RankModelsResponse(event=ranking_pb.RankingEvent(progress=ranking_pb.RankingProgress(
                model=name, model_index=position, model_count=len(names), image_count=1,
                fraction=position / len(names))))
            scores.append(self.score(name))
            yield ranking_pb.RankModelsResponse(event=ranking_pb.RankingEvent(
                running=self.ranking(scores, is_partial=True)))
            while not self.may_finish.wait(0.02):
                if not context.is_active():
                    self.was_cancelled.set()
                    return
        yield ranking_pb.RankModelsResponse(event=ranking_pb.RankingEvent(
            final=self.ranking(scores, is_partial=False)))

    def score(self, name):
        """steady has the mean of the first image over 255; shaky half of that; broken cannot run."""
        if name == "broken":
            return ranking_result_pb.ModelScore(id=name, model=name, error=FAILURE)
        value = float(self.images[0].mean()) / 255 / (1 if name == "steady" else 2)
        return ranking_result_pb.ModelScore(
            id=name, model=name, structure="nuclei", score=value, cte=value, agreement=0.5, tie_group=1,
            interval=ranking_result_pb.Interval(low=value - 0.1, high=value + 0.1), estimated_f1=value,
            estimated_f1_interval=ranking_result_pb.Interval(low=value - 0.05, high=value + 0.05),
            foreground=0.25, flags=[] if name == "steady" else ["mostly-foreground"], images=1, scored=1)

    @staticmethod
    def ranking(scores, is_partial):
        ordered = sorted((s for s in scores if not s.error), key=lambda s: -s.score)
        for rank, score in enumerate(ordered, 1):
            score.rank = rank
            score.tie_group = rank
        structure = ranking_result_pb.StructureRanking(name="nuclei", models=[s.id for s in ordered], firmness=0.95)
        return ranking_result_pb.Ranking(
            metric="miou", estimator="cte", higher_is_better=True, is_partial=is_partial, structures=[structure],
            models=[*ordered, *(s for s in scores if s.error)])

    def Predict(self, requests, context):
        """Labels: 1 where the image is above its mean."""
        settings = self.settings = next(requests).settings
        image, = receive(requests, [settings.image])
        yield prediction_pb.PredictResponse(queued=ranking_pb.RankingQueued(position=2))
        labels = (image > image.mean()).astype("<i4")
        header = image_pb.ImageHeader(name="labels", data_type=image_pb.DATA_TYPE_INT32, axes=settings.image.axes)
        yield prediction_pb.PredictResponse(header=header)
        for chunk in self.halves(labels):
            yield prediction_pb.PredictResponse(chunk=chunk)

    def MapConsistency(self, requests, context):
        """Consistency: the image over 255; foreground: 0."""
        settings = self.settings = next(requests).settings
        image, = receive(requests, [settings.image])
        if settings.ranking.models[0] == "shaky":
            context.abort(grpc.StatusCode.INVALID_ARGUMENT, "shaky has no map.")
        yield prediction_pb.MapConsistencyResponse(queued=ranking_pb.RankingQueued(position=2))
        both = np.stack([np.zeros(image.shape), image / 255]).astype("<f4")
        header = image_pb.ImageHeader(
            name="map", data_type=image_pb.DATA_TYPE_FLOAT32,
            axes=[image_pb.Axis(name="c", size=2), *settings.image.axes], channel_names=["foreground", "consistency"])
        yield prediction_pb.MapConsistencyResponse(header=header)
        for chunk in self.halves(both):
            yield prediction_pb.MapConsistencyResponse(chunk=chunk)

    @staticmethod
    def halves(array):
        data = array.tobytes()
        middle = len(data) // 2
        yield image_pb.ImageChunk(offset=0, data=data[:middle])
        yield image_pb.ImageChunk(offset=middle, data=data[middle:])


class Token(grpc.ServerInterceptor):
    """Refuses calls without the token, except of health."""

    def intercept_service(self, continuation, details):
        is_open = details.method.startswith("/grpc.health.")
        if is_open or ("authorization", f"Bearer {TOKEN}") in [(m.key, m.value) for m in details.invocation_metadata]:
            return continuation(details)

        def refuse(_, context):
            context.abort(grpc.StatusCode.UNAUTHENTICATED, "no such token")

        handler = continuation(details)
        kind = ("stream" if handler.request_streaming else "unary") + "_" + (
            "stream" if handler.response_streaming else "unary")
        return getattr(grpc, f"{kind}_rpc_method_handler")(refuse)


class RunningBridge:
    """A fake bridge on the loopback interface, with its connection file."""

    def __init__(self, folder: Path):
        self.services = Bridge()
        self.is_serving = True
        self.late_answers = 0
        self._server = grpc.server(futures.ThreadPoolExecutor(8), interceptors=[Token()])
        for add in (add_ServerServiceServicer_to_server, add_ModelServiceServicer_to_server,
                    add_RankingServiceServicer_to_server, add_PredictionServiceServicer_to_server):
            add(self.services, self._server)
        health = grpc.unary_unary_rpc_method_handler(self.check)
        self._server.add_generic_rpc_handlers(
            (grpc.method_handlers_generic_handler("grpc.health.v1.Health", {"Check": health}),))
        self.port = self._server.add_insecure_port("127.0.0.1:0")
        self._server.start()
        self.file = folder / "connection.json"
        self.write()

    def check(self, *_):
        """How it is; the first so many answers come late."""
        if self.late_answers > 0:
            self.late_answers -= 1
            time.sleep(1)
        return b"\x08\x01" if self.is_serving else b"\x08\x02"

    def write(self, **changes):
        stated = {"address": "127.0.0.1", "port": self.port, "token": TOKEN, "pid": os.getpid(), "api": "v1",
                  "version": "0.1.0", "unknown": [1], **changes}
        self.file.write_text(json.dumps(stated), "utf-8")

    def stop(self):
        self.services.may_finish.set()
        self.services.may_read.set()
        if self._server is not None:
            self._server.stop(0).wait()
            self._server = None


if __name__ == "__main__":
    # As `zoocte serve` is started by a plugin: writes the connection file and serves until it is ended.
    place = Path(os.environ["BIOZOOCTE_CONNECTION"])
    running = RunningBridge(place.parent)
    running.file.replace(place)
    threading.Event().wait(60)
