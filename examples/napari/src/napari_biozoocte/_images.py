"""Images as the bridge takes them: a header, then chunks of bytes in C order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from ._errors import InvalidImage
from ._wire import image_pb2 as pb

CHUNK_BYTES = 1024 * 1024

# Arrays that are read from files when they are asked for: a piece of this size at a time.
_LAZY_BYTES = 64 * 1024 * 1024

_DATA_TYPES = {
    "bool": pb.DATA_TYPE_BOOL,
    "uint8": pb.DATA_TYPE_UINT8,
    "int8": pb.DATA_TYPE_INT8,
    "uint16": pb.DATA_TYPE_UINT16,
    "int16": pb.DATA_TYPE_INT16,
    "uint32": pb.DATA_TYPE_UINT32,
    "int32": pb.DATA_TYPE_INT32,
    "uint64": pb.DATA_TYPE_UINT64,
    "int64": pb.DATA_TYPE_INT64,
    "float16": pb.DATA_TYPE_FLOAT16,
    "float32": pb.DATA_TYPE_FLOAT32,
    "float64": pb.DATA_TYPE_FLOAT64,
}

_NUMPY_TYPES = {number: np.dtype(name).newbyteorder("<") for name, number in _DATA_TYPES.items()}


@dataclass(frozen=True)
class Image:
    """An image with its name and axes.

    Parameters
    ----------
    name
        The name of its file without folders, or of its layer; noise is drawn by it.
    data
        A NumPy array, or one that gives NumPy arrays when it is indexed (Dask, Zarr).
    axes
        A letter of ``tczyx`` for each axis of the data, slowest first.
    channel_names
        A name for each channel, or none.
    is_rgb
        Whether the three channels are red, green and blue.
    """

    name: str
    data: Any = field(repr=False)
    axes: str
    channel_names: tuple[str, ...] = ()
    is_rgb: bool = False

    def __post_init__(self) -> None:
        shape = tuple(self.data.shape)
        if not self.name:
            raise InvalidImage("The image has no name.")
        if len(self.axes) != len(shape):
            raise InvalidImage(
                f"The axes '{self.axes}' are {len(self.axes)}, but the image has {len(shape)}:"
                f" {' × '.join(map(str, shape))}.")
        if set(self.axes) - set("tczyx") or len(set(self.axes)) != len(self.axes) or not {"y", "x"} <= set(self.axes):
            raise InvalidImage(f"The axes are '{self.axes}'; expected y, x and some of t, c, z, none twice.")
        if 0 in shape:
            raise InvalidImage(f"The image is empty: {' × '.join(map(str, shape))}.")
        if np.dtype(self.data.dtype).name not in _DATA_TYPES:
            raise InvalidImage(f"The image's values are {self.data.dtype}; expected whole or real numbers.")

    @property
    def byte_count(self) -> int:
        """The bytes of all elements."""
        return int(np.prod(self.data.shape, dtype=np.int64)) * np.dtype(self.data.dtype).itemsize

    def header(self) -> pb.ImageHeader:
        """What the image is."""
        return pb.ImageHeader(
            name=self.name,
            data_type=_DATA_TYPES[np.dtype(self.data.dtype).name],
            axes=[pb.Axis(name=name, size=size) for name, size in zip(self.axes, self.data.shape)],
            channel_names=self.channel_names,
            is_rgb=self.is_rgb)

    def chunks(self, position: int = 0) -> Iterator[pb.ImageChunk]:
        """The elements, about 1 MiB at a time; the next is read when it is asked for.

        Parameters
        ----------
        position
            The image's position among those announced.
        """
        offset = 0
        for block in _blocks(self.data, CHUNK_BYTES if isinstance(self.data, np.ndarray) else _LAZY_BYTES):
            little = np.ascontiguousarray(block, dtype=np.dtype(block.dtype).newbyteorder("<"))
            elements = memoryview(little.reshape(-1).view(np.uint8))
            for start in range(0, len(elements), CHUNK_BYTES):
                data = bytes(elements[start:start + CHUNK_BYTES])
                yield pb.ImageChunk(image=position, offset=offset, data=data)
                offset += len(data)


def _blocks(data: Any, most: int) -> Iterator[np.ndarray]:
    """The data as arrays of at most that many bytes, or of one line, in C order."""
    size = int(np.prod(data.shape, dtype=np.int64)) * np.dtype(data.dtype).itemsize
    if size <= most or len(data.shape) < 2:
        yield np.asarray(data)
        return
    per_item = size // data.shape[0]
    if per_item > most:
        for item in range(data.shape[0]):
            yield from _blocks(data[item], most)
        return
    step = most // per_item
    for start in range(0, data.shape[0], step):
        yield np.asarray(data[start:start + step])


class ImageReceiver:
    """Puts an image together that comes as a header and chunks.

    Parameters
    ----------
    header
        What the image is.
    """

    def __init__(self, header: pb.ImageHeader) -> None:
        if header.data_type not in _NUMPY_TYPES:
            raise InvalidImage(f"The bridge sent an image of the unknown type {header.data_type}.")
        self.axes = "".join(axis.name for axis in header.axes)
        self.channel_names = tuple(header.channel_names)
        self._array = np.empty([axis.size for axis in header.axes], dtype=_NUMPY_TYPES[header.data_type])
        self._bytes = memoryview(self._array.reshape(-1).view(np.uint8))
        self._received = 0

    def add(self, chunk: pb.ImageChunk) -> None:
        """Takes the next chunk."""
        end = chunk.offset + len(chunk.data)
        if chunk.offset != self._received or end > len(self._bytes):
            raise InvalidImage(
                f"The bridge sent bytes {chunk.offset} to {end} of {len(self._bytes)}; expected byte {self._received}.")
        self._bytes[chunk.offset:end] = chunk.data
        self._received = end

    def array(self) -> np.ndarray:
        """The whole image."""
        if self._received != len(self._bytes):
            raise InvalidImage(f"The bridge sent {self._received} of {len(self._bytes)} bytes.")
        return self._array
