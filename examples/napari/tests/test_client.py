"""The client core over a real connection, against a bridge whose answers are known."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest

from fake_bridge import FAILURE, REASON
from fake_viewer import Image as ImageLayer
from napari_biozoocte import _connection
from napari_biozoocte._client import BridgeClient, received
from napari_biozoocte._errors import BridgeError, Cancelled, InvalidImage
from napari_biozoocte._images import CHUNK_BYTES, Image
from napari_biozoocte._layers import Cut
from napari_biozoocte._settings import RankingChoice, Selection, perturbations_of
from napari_biozoocte._work import Subject, fetch_labels, fetch_map, follow

GRADIENT = np.tile(np.arange(256, dtype=np.uint8), (64, 1))


def test_models_come_from_all_pages(client):
    assert [model.name for model in client.models()] == ["steady", "shaky", "broken", "colour"]


def test_compatibility_has_reasons(client):
    answers = client.compatibility(Image("a.tif", GRADIENT, "yx"), Selection())
    assert {a.model: list(a.reasons) for a in answers if not a.is_compatible} == {"colour": [REASON]}


def test_rank_sends_the_image_and_gives_events_in_order(bridge, client):
    choice = RankingChoice(models=("shaky", "steady", "broken"), perturbations=("gamma:1.5",), metric="nhd", seed=7,
                           selection=Selection(channel="2", planes="middle"))
    snapshots = list(follow(client.rank([Image("a.tif", GRADIENT, "yx")], choice), choice.models))
    assert np.array_equal(bridge.services.images[0], GRADIENT)
    sent = bridge.services.settings
    assert sent.images[0].name == "a.tif" and sent.ranking.metric == "nhd" and sent.ranking.seed == 7
    assert sent.ranking.selection.channel == "2" and sent.ranking.selection.planes == "middle"
    assert [row.state for row in snapshots[0].rows] == ["waiting"] * 3
    assert any(s.stage == "Waiting for 1 other call to end …" for s in snapshots)
    assert any([row.state for row in s.rows] == ["ranked", "running", "waiting"] for s in snapshots)
    last = snapshots[-1]
    assert last.is_final and last.fraction == 1
    assert [(row.label, row.rank, row.state) for row in last.rows] == [
        ("steady", 1, "ranked"), ("shaky", 2, "ranked"), ("broken", None, "failed")]
    assert last.rows[0].expected_f1 == pytest.approx(0.5) and last.rows[1].expected_f1 == pytest.approx(0.25)
    assert FAILURE in last.rows[2].explanation()
    assert last.verdict == "steady suits this image best."


def test_rank_takes_several_images(bridge, client):
    images = [Image("a.tif", GRADIENT, "yx"), Image("b.tif", GRADIENT[::2].astype("f4"), "yx")]
    for _ in client.rank(images, RankingChoice(models=("steady",))):
        pass
    assert [image.shape for image in bridge.services.images] == [(64, 256), (32, 256)]
    assert np.array_equal(bridge.services.images[1], GRADIENT[::2])


def test_cancel_ends_the_call_on_both_sides_at_once(bridge, client):
    bridge.services.may_finish.clear()
    call = client.rank([Image("a.tif", GRADIENT, "yx")], RankingChoice(models=("steady", "shaky")))
    threading.Timer(0.5, call.cancel).start()
    begin = time.monotonic()
    with pytest.raises(Cancelled):
        for _ in call:
            pass
    assert time.monotonic() - begin < 10
    assert bridge.services.was_cancelled.wait(5)


class Counting:
    """An array that counts the planes that were read of it."""

    def __init__(self, planes):
        self.shape, self.dtype, self.read = (planes, 1024, 1024), np.dtype("u1"), 0

    def __getitem__(self, index):
        self.read += 1
        if self.read > 1000:
            raise OSError("disk is gone")
        return np.zeros((1024, 1024) if isinstance(index, int) else (index.stop - index.start, 1024, 1024), "u1")


def test_no_more_is_read_than_the_bridge_takes(bridge, client, monkeypatch):
    monkeypatch.setattr("napari_biozoocte._images._LAZY_BYTES", CHUNK_BYTES)
    bridge.services.may_read.clear()
    data = Counting(60)
    call = client.rank([Image("a.tif", data, "zyx")], RankingChoice(models=("steady",)))
    begin = time.monotonic()
    while data.read == 0 and time.monotonic() - begin < 20:
        time.sleep(0.1)
    time.sleep(1)
    held_back = data.read
    bridge.services.may_read.set()
    for _ in call:
        pass
    assert 0 < held_back < 20
    assert data.read == 60


def test_failure_of_reading_the_image_is_said(bridge, client, monkeypatch):
    monkeypatch.setattr("napari_biozoocte._images._LAZY_BYTES", CHUNK_BYTES)
    data = Counting(5)
    data.read = 998
    with pytest.raises(InvalidImage, match="could not be read: OSError: disk is gone"):
        list(client.rank([Image("a.tif", data, "zyx")], RankingChoice(models=("steady",))))


def test_image_beyond_the_limit_is_refused_before_it_is_sent(bridge, client):
    bridge.services.client_bytes = 2**30
    wide = Image("a.tif", np.broadcast_to(np.uint8(0), (2**16, 2**16)), "yx")
    with pytest.raises(InvalidImage, match=r"has 4\.00 GiB; this bridge takes 1\.00 GiB"):
        client.rank([wide], RankingChoice())


def subject(layer, image, axes):
    return Subject(layer, image, Cut(axes, {}), Selection())


def test_map_gives_the_consistency_alone(client):
    image, layer = Image("a.tif", GRADIENT, "yx"), ImageLayer(GRADIENT)
    values = list(fetch_map(client.map_consistency(image, RankingChoice(models=("steady",))),
                            subject(layer, image, "yx")))
    assert values[0] == "Waiting for 2 other calls to end …"
    assert values[1].data.dtype == np.float32 and np.allclose(values[1].data, GRADIENT / 255)


def test_labels_come_whole(client):
    image, layer = Image("a.tif", GRADIENT, "yx"), ImageLayer(GRADIENT)
    *_, labels = fetch_labels(client.predict_labels(image, "steady", Selection()), subject(layer, image, "yx"))
    assert labels.data.dtype == np.int32 and np.array_equal(labels.data, GRADIENT > GRADIENT.mean())


def test_what_the_bridge_says_is_shown(client):
    image = Image("a.tif", GRADIENT, "yx")
    with pytest.raises(BridgeError, match="^shaky has no map.$"):
        list(received(client.map_consistency(image, RankingChoice(models=("shaky",)))))


def test_wrong_token_and_lost_bridge_are_said_and_mean_that_it_is_lost(bridge, client):
    bridge.write(token="other")
    with BridgeClient(_connection.read(bridge.file)) as stranger:
        with pytest.raises(BridgeError, match="does not know this token") as caught:
            stranger.models()
        assert caught.value.is_lost
    bridge.stop()
    with pytest.raises(BridgeError, match="ended or cannot be reached") as caught:
        client.models()
    assert caught.value.is_lost


def test_proxy_of_the_web_is_not_asked(bridge, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("grpc_proxy", "http://127.0.0.1:9")
    assert _connection.find() is not None


@pytest.mark.parametrize(("text", "parts"), [
    ("", ()), ("gamma:1.5", ("gamma:1.5",)), ("contrast:0.7, gamma:1.5", ("contrast:0.7", "gamma:1.5")),
])
def test_perturbations_are_divided_by_commas(text, parts):
    assert perturbations_of(text) == parts
