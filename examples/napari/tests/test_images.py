"""Images as they go over the wire."""

from __future__ import annotations

import numpy as np
import pytest

from fake_viewer import Image as ImageLayer
from fake_viewer import Labels, Viewer
from napari_biozoocte import _images
from napari_biozoocte._errors import InvalidImage
from napari_biozoocte._images import CHUNK_BYTES, Image, ImageReceiver
from napari_biozoocte._layers import (
    DISPLAYED, Cut, displayed_position, guess_axes, image_layers, image_of, name_of, over, placement,
)


def joined(image):
    chunks = list(image.chunks(3))
    assert [chunk.offset for chunk in chunks] == list(np.cumsum([0] + [len(c.data) for c in chunks])[:-1])
    assert all(chunk.image == 3 and 0 < len(chunk.data) <= CHUNK_BYTES for chunk in chunks)
    return b"".join(chunk.data for chunk in chunks)


@pytest.mark.parametrize("dtype", [
    "?", "u1", "i1", "<u2", ">u2", "<i2", "<u4", ">i4", "<u8", "<i8", "<f2", ">f4", "<f8",
])
def test_chunks_are_little_endian_in_c_order(dtype):
    data = np.asfortranarray((np.arange(2 * 5 * 7).reshape(2, 5, 7) % 2 if dtype == "?" else
                              np.arange(2 * 5 * 7).reshape(2, 5, 7)).astype(dtype))
    image = Image("a.tif", data, "zyx")
    assert joined(image) == data.astype(data.dtype.newbyteorder("<")).tobytes("C")
    receiver = ImageReceiver(image.header())
    for chunk in image.chunks():
        receiver.add(chunk)
    assert receiver.axes == "zyx" and np.array_equal(receiver.array(), data)


@pytest.mark.parametrize("shape", [(1, 3_000_000), (2500, 1001), (3, 700, 1100), (2, 1, 1_500_000), (1049, 1000)])
def test_chunks_of_large_images_hold_all_and_are_no_greater_than_1_mib(shape):
    data = np.random.default_rng(1).integers(0, 255, shape, dtype=np.uint8)
    image = Image("a.tif", data, "zyx"[-len(shape):])
    assert joined(image) == data.tobytes()
    assert image.byte_count == data.nbytes


class Lazy:
    """As Dask and Zarr: gives parts when it is indexed, and says how many bytes were read."""

    def __init__(self, data, count):
        self._data, self.shape, self.dtype, self._count = data, data.shape, data.dtype, count

    def __getitem__(self, index):
        return Lazy(self._data[index], self._count)

    def __array__(self, dtype=None):
        self._count.append(self._data.nbytes)
        return self._data


def test_chunks_of_a_lazy_array_are_read_when_they_are_asked_for(monkeypatch):
    monkeypatch.setattr(_images, "_LAZY_BYTES", 100 * 100)
    read = []
    data = np.random.default_rng(1).integers(0, 255, (8, 100, 100), dtype=np.uint8)
    chunks = Image("a.zarr", Lazy(data, read), "zyx").chunks()
    first = next(chunks)
    assert sum(read) == 100 * 100
    assert b"".join([first.data, *(chunk.data for chunk in chunks)]) == data.tobytes()


@pytest.mark.parametrize(("shape", "axes", "words"), [
    ((4, 4), "yxz", "The axes 'yxz' are 3, but the image has 2: 4 × 4."),
    ((4, 4, 4), "zzx", "The axes are 'zzx'; expected y, x and some of t, c, z, none twice."),
    ((4, 4), "zx", "The axes are 'zx'"),
    ((0, 4), "yx", "The image is empty: 0 × 4."),
])
def test_image_says_what_does_not_fit(shape, axes, words):
    with pytest.raises(InvalidImage) as caught:
        Image("a", np.zeros(shape), axes)
    assert words in str(caught.value)


def test_image_of_complex_numbers_is_refused():
    with pytest.raises(InvalidImage, match="complex64; expected whole or real numbers"):
        Image("a", np.zeros((2, 2), np.complex64), "yx")


@pytest.mark.parametrize(("path", "name"), [
    ("/data/cells 1.tif", "cells 1.tif"), ("/data/stack.zarr/", "stack.zarr"), (None, "layer"), (["a", "b"], "layer"),
])
def test_name_is_that_of_the_file_without_folders_else_of_the_layer(path, name):
    assert name_of(ImageLayer(np.zeros((2, 2)), "layer", path)) == name


def test_image_layers_are_no_labels_and_the_topmost_comes_first():
    first, second = ImageLayer(np.zeros((2, 2)), "a"), ImageLayer(np.zeros((2, 2)), "b")
    assert image_layers(Viewer(first, Labels(np.zeros((2, 2), int)), second)) == [second, first]


def test_guess_axes_goes_by_the_number_of_axes_and_by_labels_that_say_it():
    assert [guess_axes(ImageLayer(np.zeros((2,) * n))) for n in (2, 3, 4, 5)] == ["yx", "zyx", "tzyx", "tczyx"]
    labelled = ImageLayer(np.zeros((2, 2, 2)))
    labelled.axis_labels = ("T", "Y", "X")
    assert guess_axes(labelled) == "tyx"
    labelled.axis_labels = ("-3", "-2", "-1")
    assert guess_axes(labelled) == "zyx"
    assert guess_axes(ImageLayer(np.zeros((4, 5, 3)), rgb=True)) == "yx"


def test_colours_are_channels_and_their_alpha_stays_here():
    image, cut = image_of(ImageLayer(np.zeros((4, 5, 4), np.uint8), rgb=True), "yx")
    assert (image.axes, image.data.shape, image.is_rgb, cut.axes) == ("yxc", (4, 5, 3), True, "yx")


def test_displayed_plane_is_sent_alone_and_its_result_lies_over_it():
    data = np.arange(2 * 3 * 4 * 5, dtype=np.uint8).reshape(2, 3, 4, 5)
    layer = ImageLayer(data, scale=(10, 2, 1, 1), translate=(0, 7, 0, 0))
    position = displayed_position(Viewer(layer, point=(10.0, 11.0, 0.0, 0.0)), layer)
    assert position[:2] == (1, 2)
    image, cut = image_of(layer, "tzyx", DISPLAYED, position)
    assert image.axes == "yx" and np.array_equal(image.data, data[1, 2])
    laid = over(layer, cut, np.ones((4, 5)), "yx")
    assert laid.shape == (1, 1, 4, 5)
    assert placement(layer, cut, laid.shape) == {"scale": (10, 2, 1, 1), "translate": (10, 11, 0, 0)}


def test_finest_level_of_several_is_taken():
    layer = ImageLayer([np.zeros((8, 8)), np.zeros((4, 4))])
    assert image_of(layer, "yx")[0].data.shape == (8, 8)


def test_result_is_turned_into_the_axes_of_the_layer():
    layer = ImageLayer(np.zeros((2, 3, 4)))
    result = np.arange(12).reshape(3, 4)
    assert np.array_equal(over(layer, Cut("cyx", {}), result.T, "xy"), np.stack([result, result]))
    with pytest.raises(InvalidImage, match="axes 'zyx'; expected some of 'yx'"):
        over(ImageLayer(np.zeros((2, 2))), Cut("yx", {}), np.zeros((1, 2, 2)), "zyx")


def test_receiver_refuses_gaps_and_missing_parts():
    header = Image("a", np.zeros((2, 4), np.uint8), "yx").header()
    receiver = ImageReceiver(header)
    with pytest.raises(InvalidImage, match="sent bytes 2 to 4 of 8; expected byte 0"):
        receiver.add(_images.pb.ImageChunk(offset=2, data=b"ab"))
    receiver.add(_images.pb.ImageChunk(offset=0, data=b"ab"))
    with pytest.raises(InvalidImage, match="sent 2 of 8 bytes"):
        receiver.array()
