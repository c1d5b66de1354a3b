"""One case against the bridge: bridge.py CONNECTION-FILE CASE. The image comes from here, the scores from there."""

import json
import math
import os
import sys
import time

import grpc

from stubs import PATIENCE, equal, fails  # noqa: I001 (it makes the generated modules known)
from biozoocte.v1 import (image_pb2, model_service_pb2, model_service_pb2_grpc, ranking_service_pb2,
                          ranking_service_pb2_grpc)

SIDE = 192
SETTINGS = {"perturbations": ["gamma:1.5"], "seed": 7}


def disks():
    """A grey image of bright disks, as bytes."""
    def bright(y, x):
        return 40 + 150 * (math.hypot(y % 48 - 24, x % 48 - 24) < 15)
    return bytes(bright(y, x) for y in range(SIDE) for x in range(SIDE))


def header(name="disks.tif", tile=()):
    return image_pb2.ImageHeader(
        name=name, data_type=image_pb2.DATA_TYPE_UINT8, tile_size=tile,
        axes=[image_pb2.Axis(name=axis, size=SIDE) for axis in "yx"])


class Bridge:
    def __init__(self, path):
        with open(path, encoding="utf-8") as file:
            connection = json.load(file)
        channel = grpc.insecure_channel(f"{connection['address']}:{connection['port']}")
        self.metadata = [("authorization", f"Bearer {connection['token']}")]
        self.models = model_service_pb2_grpc.ModelServiceStub(channel)
        self.rankings = ranking_service_pb2_grpc.RankingServiceStub(channel)

    def names(self):
        asked = model_service_pb2.ListModelsRequest()
        answer = self.models.ListModels(asked, metadata=self.metadata, timeout=PATIENCE)
        return [model.name for model in answer.models]

    def rank(self, head, parts, **settings):
        """Streams one image; gives the events as they come."""
        def requests():
            ranking = ranking_service_pb2.RankingSettings(**{**SETTINGS, **settings})
            yield ranking_service_pb2.RankModelsRequest(
                settings=ranking_service_pb2.RankModelsSettings(ranking=ranking, images=[head]))
            yield from parts
        return self.rankings.RankModels(requests(), metadata=self.metadata, timeout=PATIENCE)


def chunks(data, size=10_007):
    for offset in range(0, len(data), size):
        yield ranking_service_pb2.RankModelsRequest(
            chunk=image_pb2.ImageChunk(image=0, offset=offset, data=data[offset:offset + size]))


def tiles(data, side=80):
    for top in reversed(range(0, SIDE, side)):
        for left in range(0, SIDE, side):
            rows = [data[y * SIDE + left:y * SIDE + min(left + side, SIDE)] for y in range(top, min(top + side, SIDE))]
            yield ranking_service_pb2.RankModelsRequest(
                tile=image_pb2.ImageTile(image=0, start=[top, left], data=b"".join(rows)))


def models_in_pages(bridge):
    names, token = [], ""
    while True:
        asked = model_service_pb2.ListModelsRequest(page_size=1, page_token=token)
        answer = bridge.models.ListModels(asked, metadata=bridge.metadata, timeout=PATIENCE)
        equal(len(answer.models), 1)
        names.append(answer.models[0].name)
        token = answer.next_page_token
        if not token:
            break
    equal(names, bridge.names())
    assert len(names) > 1, names


def rank_by_chunks_and_by_tiles(bridge):
    """The same image either way has the same scores; events come in their order."""
    models = bridge.names()[:2]
    scores = []
    for head, parts in ((header(), chunks(disks())), (header(tile=[80, 80]), tiles(disks()))):
        events = list(bridge.rank(head, parts, models=models))
        kinds = [event.event.WhichOneof("event") for event in events]
        equal((kinds[0], kinds[-1]), ("accepted", "final"))
        finished = [event.event.model_finished for event in events if event.event.HasField("model_finished")]
        equal([model.error for model in finished], ["", ""])
        final = events[-1].event.final
        scores.append({score.model: score.cte for score in final.models})
        kept = bridge.rankings.GetRanking(
            ranking_service_pb2.GetRankingRequest(ranking_id=events[0].event.accepted.ranking_id),
            metadata=bridge.metadata, timeout=PATIENCE)
        equal(kept.ranking, final, "the kept ranking")
    equal(len(scores[0]), 2)
    assert all(0 <= score <= 1 for score in scores[0].values()), scores
    equal(scores[0], scores[1], "chunks and tiles")


def cancelled_ranking(bridge):
    """A client that leaves in the middle ends its ranking; the next one runs."""
    def endless():
        yield from list(chunks(disks()))[:2]
        time.sleep(30)

    call = bridge.rank(header(), endless())
    ranking = next(call).event.accepted.ranking_id
    assert ranking, "no id"
    call.cancel()
    fails(grpc.StatusCode.CANCELLED, lambda: list(call))
    events = list(bridge.rank(header(), chunks(disks()), models=bridge.names()[:1]))
    equal(events[-1].event.WhichOneof("event"), "final")


def wrong_images(bridge):
    data = disks()
    gap = [ranking_service_pb2.RankModelsRequest(chunk=image_pb2.ImageChunk(image=0, offset=5, data=data[5:]))]
    fails(grpc.StatusCode.OUT_OF_RANGE, lambda: list(bridge.rank(header(), gap)))
    wrong = header()
    wrong.sha256 = bytes(32)
    fails(grpc.StatusCode.DATA_LOSS, lambda: list(bridge.rank(wrong, chunks(data))))
    fails(grpc.StatusCode.INVALID_ARGUMENT, lambda: list(bridge.rank(header(name=""), chunks(data))))
    unknown = ["no such model"]
    error = fails(grpc.StatusCode.NOT_FOUND, lambda: list(bridge.rank(header(), chunks(data), models=unknown)))
    assert unknown[0] in error.details(), error.details()


def main():
    name = sys.argv[2]
    globals()[name](Bridge(sys.argv[1]))
    print(f"OK: {name}", flush=True)
    os._exit(0)


if __name__ == "__main__":
    main()
