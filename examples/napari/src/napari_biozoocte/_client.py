"""The bridge as this plugin uses it: models, rankings, maps and predictions. No Qt here."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from typing import Any, Callable, Generic, Optional, TypeVar

import grpc

from ._connection import Connection
from ._errors import BridgeError, Cancelled, InvalidImage, from_rpc
from ._images import Image, ImageReceiver
from ._settings import RankingChoice, Selection
from ._wire import model_service_pb2 as models_pb
from ._wire import prediction_service_pb2 as prediction_pb
from ._wire import ranking_service_pb2 as ranking_pb
from ._wire import server_service_pb2 as server_pb
from ._wire.model_service_pb2_grpc import ModelServiceStub
from ._wire.prediction_service_pb2_grpc import PredictionServiceStub
from ._wire.ranking_service_pb2_grpc import RankingServiceStub
from ._wire.server_service_pb2_grpc import ServerServiceStub

UNARY_TIMEOUT = 60.0

T = TypeVar("T")


class Call(Generic[T]):
    """A call that streams images there and answers back; iterating gives the answers.

    gRPC asks for the next request when it can send it: while the bridge is busy, no more of the image is read.

    Parameters
    ----------
    method
        The method of the stub.
    requests
        What is sent; read in a thread of gRPC.
    metadata
        What the call carries.
    """

    def __init__(self, method: Callable[..., Any], requests: Iterator[Any], metadata: Any) -> None:
        self._failure: Optional[BaseException] = None
        self._is_cancelled = threading.Event()
        self._call = method(self._watched(requests), metadata=metadata)

    def __iter__(self) -> Iterator[T]:
        try:
            yield from self._call
        except grpc.RpcError as error:
            if self._failure is not None:
                raise self._words(self._failure) from self._failure
            if self._is_cancelled.is_set():
                raise Cancelled from error
            raise from_rpc(error) from error
        finally:
            self._call.cancel()

    @property
    def is_cancelled(self) -> bool:
        """Whether ``cancel`` was called."""
        return self._is_cancelled.is_set()

    def cancel(self) -> None:
        """Ends the call, there and here; iterating then raises ``Cancelled``. From any thread."""
        self._is_cancelled.set()
        self._call.cancel()

    def _watched(self, requests: Iterator[Any]) -> Iterator[Any]:
        try:
            yield from requests
        except Exception as error:  # Of reading the image; gRPC would only say that there was one.
            self._failure = error
            raise

    @staticmethod
    def _words(failure: BaseException) -> BridgeError:
        return failure if isinstance(failure, BridgeError) else InvalidImage(
            f"The image could not be read: {type(failure).__name__}: {failure}")


class BridgeClient:
    """A connection to a running bridge; a context manager that closes it.

    Parameters
    ----------
    connection
        Where the bridge listens.
    """

    def __init__(self, connection: Connection) -> None:
        self.connection = connection
        self._channel = connection.open()
        self._info: Optional[server_pb.GetServerInfoResponse] = None

    def __enter__(self) -> "BridgeClient":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Ends the connection and all its calls."""
        self._channel.close()

    def info(self) -> server_pb.GetServerInfoResponse:
        """What the bridge is and takes; asked once."""
        if self._info is None:
            stub = ServerServiceStub(self._channel)
            self._info = self._ask(stub.GetServerInfo, server_pb.GetServerInfoRequest())
        return self._info

    def models(self) -> list[models_pb.Model]:
        """All models of the bridge."""
        stub = ModelServiceStub(self._channel)
        found: list[models_pb.Model] = []
        token = ""
        while True:
            page = self._ask(stub.ListModels, models_pb.ListModelsRequest(page_token=token))
            found.extend(page.models)
            token = page.next_page_token
            if not token:
                return found

    def compatibility(self, image: Image, selection: Selection) -> list[models_pb.ModelCompatibility]:
        """Which models can take an image, and why others cannot. No elements are sent."""
        stub = ModelServiceStub(self._channel)
        request = models_pb.CheckCompatibilityRequest(image=image.header(), selection=selection.message())
        return list(self._ask(stub.CheckCompatibility, request).models)

    def rank(self, images: Sequence[Image], choice: RankingChoice) -> "Call[ranking_pb.RankModelsResponse]":
        """Ranks models on images; the answers hold the events of the ranking.

        Raises
        ------
        InvalidImage
            Where the images are more than the bridge takes.
        """
        self._check_size(images)
        settings = ranking_pb.RankModelsSettings(
            ranking=choice.message(), images=[image.header() for image in images])
        return Call(RankingServiceStub(self._channel).RankModels, _ranking_requests(settings, images),
                    self.connection.metadata)

    def map_consistency(
        self, image: Image, choice: RankingChoice,
    ) -> "Call[prediction_pb.MapConsistencyResponse]":
        """Where a model, the only one of the choice, keeps its answer."""
        self._check_size([image])
        settings = prediction_pb.MapConsistencySettings(ranking=choice.message(), image=image.header())
        requests = _image_requests(prediction_pb.MapConsistencyRequest, settings, image)
        return Call(PredictionServiceStub(self._channel).MapConsistency, requests, self.connection.metadata)

    def predict_labels(
        self, image: Image, model: str, selection: Selection,
    ) -> "Call[prediction_pb.PredictResponse]":
        """The objects that a model finds, numbered from 1."""
        self._check_size([image])
        settings = prediction_pb.PredictSettings(
            model=model, image=image.header(), selection=selection.message(),
            kind=prediction_pb.PREDICTION_KIND_LABELS)
        requests = _image_requests(prediction_pb.PredictRequest, settings, image)
        return Call(PredictionServiceStub(self._channel).Predict, requests, self.connection.metadata)

    def _check_size(self, images: Sequence[Image]) -> None:
        most = self.info().limits.client_bytes
        size = sum(image.byte_count for image in images)
        if most and size > most:
            raise InvalidImage(
                f"The image has {size / 2**30:.2f} GiB; this bridge takes {most / 2**30:.2f} GiB."
                " Rank on a part of it.")

    def _ask(self, method: Callable[..., Any], request: Any) -> Any:
        try:
            return method(request, metadata=self.connection.metadata, timeout=UNARY_TIMEOUT)
        except grpc.RpcError as error:
            raise from_rpc(error) from error
        except ValueError as error:  # What gRPC raises for a channel that was closed.
            raise BridgeError("The connection to the bridge was closed.", is_lost=True) from error


def received(call: "Call[Any]") -> Iterator[Any]:
    """The answers of a call that gives an image: what it waits for as text, at last the ``ImageReceiver``.

    Raises
    ------
    InvalidImage
        Where the image does not come whole.
    """
    receiver: Optional[ImageReceiver] = None
    for response in call:
        content = response.WhichOneof("content")
        if content == "queued":
            yield waiting(response.queued.position)
        elif content == "header":
            receiver = ImageReceiver(response.header)
        elif content == "chunk" and receiver is not None:
            receiver.add(response.chunk)
    if receiver is None:
        raise InvalidImage("The bridge sent no image.")
    receiver.array()
    yield receiver


def waiting(position: int) -> str:
    """What to say of work that waits for its turn."""
    return f"Waiting for {position} other call{'s' if position > 1 else ''} to end …"


def _ranking_requests(
    settings: ranking_pb.RankModelsSettings, images: Sequence[Image],
) -> Iterator[ranking_pb.RankModelsRequest]:
    yield ranking_pb.RankModelsRequest(settings=settings)
    for position, image in enumerate(images):
        for chunk in image.chunks(position):
            yield ranking_pb.RankModelsRequest(chunk=chunk)


def _image_requests(request: Callable[..., Any], settings: Any, image: Image) -> Iterator[Any]:
    yield request(settings=settings)
    for chunk in image.chunks():
        yield request(chunk=chunk)
