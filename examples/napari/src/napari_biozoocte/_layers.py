"""From layers of a viewer to images, and back. A viewer is anything with ``layers``; napari is not imported."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Optional

import numpy as np

from ._errors import InvalidImage
from ._images import Image

_GUESSES = {2: "yx", 3: "zyx", 4: "tzyx", 5: "tczyx"}

# How the axes beside y and x are cut before an image is sent, or left to the bridge.
DISPLAYED, MIDDLE, ALL = "displayed", "middle", "all"


@dataclass(frozen=True)
class Cut:
    """What remains of a layer's axes, so that results can be laid over it.

    Parameters
    ----------
    axes
        The axes of the layer's data, without those of colours.
    fixed
        The position along each axis at which the layer was cut.
    """

    axes: str
    fixed: dict[str, int]


def is_image(layer: Any) -> bool:
    """Whether a layer is one of images (labels are not)."""
    return any(kind.__name__ == "Image" for kind in type(layer).__mro__)


def image_layers(viewer: Any) -> list[Any]:
    """The image layers of a viewer, the topmost first, as napari lists them."""
    return [layer for layer in reversed(list(viewer.layers)) if is_image(layer)]


def array_of(layer: Any) -> Any:
    """The data of a layer; the finest level of several."""
    return layer.data[0] if getattr(layer, "multiscale", False) else layer.data


def name_of(layer: Any) -> str:
    """The name of a layer's file without folders; the layer's own where it came from none."""
    path = getattr(getattr(layer, "source", None), "path", None)
    if isinstance(path, (str, os.PathLike)):
        base = os.path.basename(os.fspath(path).rstrip("/\\"))
        if base:
            return base
    return str(layer.name)


def guess_axes(layer: Any) -> str:
    """The likely axes of a layer: its own labels where they are letters of tczyx, else by their number."""
    data, is_rgb = array_of(layer), bool(getattr(layer, "rgb", False))
    count = len(data.shape) - (1 if is_rgb else 0)
    labels = "".join(str(label).lower() for label in getattr(layer, "axis_labels", ()))
    if len(labels) == count and set(labels) <= set("tczyx") and {"y", "x"} <= set(labels):
        return labels
    return _GUESSES.get(count, "yx"[:count]).replace("c" if is_rgb else "", "")


def displayed_position(viewer: Any, layer: Any) -> tuple[int, ...]:
    """Where the viewer's sliders stand along each axis of a layer's data; the middle where it has none."""
    count = len(array_of(layer).shape) - (1 if getattr(layer, "rgb", False) else 0)
    shape = array_of(layer).shape[:count]
    point = getattr(getattr(viewer, "dims", None), "point", None)
    if point is None:
        return tuple(size // 2 for size in shape)
    point = list(point)[-count:]
    point = [0.0] * (count - len(point)) + point
    place: Sequence[float] = layer.world_to_data(point) if hasattr(layer, "world_to_data") else point
    return tuple(int(min(max(round(float(p)), 0), size - 1)) for p, size in zip(list(place)[-count:], shape))


def image_of(layer: Any, axes: str, planes: str = ALL, position: Sequence[int] = ()) -> tuple[Image, Cut]:
    """The image of a layer, and how it was cut.

    Parameters
    ----------
    layer
        The layer.
    axes
        A letter of ``tczyx`` for each axis of the data, without that of colours.
    planes
        ``displayed`` sends the plane at the position along z and t alone; otherwise all of the layer is sent.
    position
        Where along each axis, for ``displayed``.
    """
    data, is_rgb = array_of(layer), bool(getattr(layer, "rgb", False))
    axes = axes.strip().lower()
    count = len(data.shape) - (1 if is_rgb else 0)
    if len(axes) != count or (is_rgb and "c" in axes):
        colours = ", besides the colours" if is_rgb else ""
        raise InvalidImage(
            f"The axes '{axes}' do not fit {layer.name}, which has {count}{colours}; expected such as"
            f" {_GUESSES.get(count, 'yx')}.")
    fixed: dict[str, int] = {}
    if planes == DISPLAYED:
        fixed = {axis: int(place) for axis, place in zip(axes, position) if axis in "zt"}
        data = data[tuple(fixed.get(axis, slice(None)) for axis in axes)]
    kept = "".join(axis for axis in axes if axis not in fixed)
    if is_rgb:
        data, kept = data[..., :3], kept + "c"
    return Image(name_of(layer), data, kept, is_rgb=is_rgb), Cut(axes, fixed)


def over(layer: Any, cut: Cut, result: np.ndarray, axes: str) -> np.ndarray:
    """A result in the axes of the layer that it was computed from, so that both lie over each other.

    Along c the result is repeated for each channel of the layer. Other axes that it has not have length 1.
    """
    if any(axis not in cut.axes for axis in axes):
        raise InvalidImage(f"The bridge sent a result with the axes '{axes}'; expected some of '{cut.axes}'.")
    kept = [axis for axis in cut.axes if axis in axes]
    ordered = np.transpose(result, [axes.index(axis) for axis in kept])
    whole = ordered.reshape([result.shape[axes.index(axis)] if axis in axes else 1 for axis in cut.axes])
    channels = channel_count(layer, cut.axes)
    return whole if channels is None or "c" in axes else np.repeat(whole, channels, axis=cut.axes.index("c"))


def placement(layer: Any, cut: Cut, shape: Sequence[int]) -> dict[str, Any]:
    """The scale and translation of a result, for ``add_image`` and ``add_labels``.

    Parameters
    ----------
    layer
        The layer that the result was computed from.
    cut
        How it was cut.
    shape
        The result's, in the axes of the layer. Where the layer was not cut and the result has one plane of several,
        that is the middle one.
    """
    count = len(cut.axes)
    scale = np.asarray(getattr(layer, "scale", np.ones(count)), dtype=float)[-count:]
    translate = np.asarray(getattr(layer, "translate", np.zeros(count)), dtype=float)[-count:].copy()
    for index, axis in enumerate(cut.axes):
        size = array_of(layer).shape[index]
        middle = size // 2 if shape[index] == 1 and axis in "zt" else 0
        translate[index] += cut.fixed.get(axis, middle) * scale[index]
    return {"scale": tuple(scale), "translate": tuple(translate)}


def channel_count(layer: Any, axes: str) -> Optional[int]:
    """How many channels a layer has along c; none where c is not among its axes."""
    if "c" not in axes or len(axes) != len(array_of(layer).shape):
        return None
    return int(array_of(layer).shape[axes.index("c")])
