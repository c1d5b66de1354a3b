"""A viewer with the little of napari's that the plugin uses."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np


class Signal:
    def __init__(self):
        self.callbacks = []

    def connect(self, callback):
        self.callbacks.append(callback)

    def disconnect(self, callback):
        self.callbacks.remove(callback)


class Layers(list):
    """A list that says when it changes."""

    def __init__(self):
        super().__init__()
        self.events = SimpleNamespace(inserted=Signal(), removed=Signal(), reordered=Signal())

    def append(self, layer):
        super().append(layer)
        for callback in list(self.events.inserted.callbacks):
            callback(SimpleNamespace(value=layer))


class Layer:
    def __init__(self, data, name="image", path=None, rgb=False, scale=None, translate=None, **properties):
        self.data, self.name, self.rgb, self.multiscale = data, name, rgb, isinstance(data, list)
        self.source = SimpleNamespace(path=path)
        count = len((data[0] if self.multiscale else data).shape) - (1 if rgb else 0)
        self.scale = np.ones(count) if scale is None else np.asarray(scale, float)
        self.translate = np.zeros(count) if translate is None else np.asarray(translate, float)
        self.properties = properties

    def world_to_data(self, point):
        return (np.asarray(point)[-len(self.scale):] - self.translate) / self.scale


class Image(Layer):
    """Told by the name of its class, as in napari."""


class Labels(Layer):
    """No image."""


class Viewer:
    def __init__(self, *layers, point=()):
        self.layers = Layers()
        for layer in layers:
            self.layers.append(layer)
        self.dims = SimpleNamespace(point=point or None)

    def add_image(self, data, **properties):
        self.layers.append(Image(data, **properties))

    def add_labels(self, data, **properties):
        self.layers.append(Labels(data, **properties))
