"""The part of the widget that says which image, and what of it."""

from __future__ import annotations

from typing import Any, Optional

from qtpy.QtCore import QTimer, Signal
from qtpy.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from ._errors import InvalidImage
from ._images import Image
from ._layers import (
    ALL, DISPLAYED, MIDDLE, Cut, array_of, channel_count, displayed_position, guess_axes, image_layers, image_of,
)
from ._settings import Selection

_PLANES = ((DISPLAYED, "the displayed one"), (MIDDLE, "the middle one"), (ALL, "all"))
_SHOWN_CHANNEL = "the displayed one"


class ImageBox(QWidget):
    """Chooses a layer, its axes, a channel of several and planes of several.

    Parameters
    ----------
    viewer
        Anything with ``layers``.
    parent
        The owner.
    """

    changed = Signal()

    def __init__(self, viewer: Any, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._layers: list[Any] = []
        self.layer_choice = QComboBox()
        self.layer_choice.setSizeAdjustPolicy(QComboBox.AdjustToMinimumContentsLengthWithIcon)
        self.axes = QLineEdit()
        self.axes.setToolTip("A letter for each axis of the data, the slowest first: t, c, z, y, x")
        self.channel = QComboBox()
        self.channel.setToolTip("What models of one channel are given")
        self.planes = QComboBox()
        self.planes.setToolTip("Which planes along z and t are looked at.\nThe displayed one is sent alone;"
                               " with the others, models of volumes get the whole.")
        for value, words in _PLANES:
            self.planes.addItem(words, value)
        self._lines: dict[QWidget, QWidget] = {}
        self._lay_out()
        # The boxes of a form change together; one question to the bridge is enough.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(150)
        self._later.timeout.connect(self.changed)
        self.layer_choice.currentIndexChanged.connect(self._show_layer)
        self.axes.textChanged.connect(self._show_axes)
        self.channel.currentIndexChanged.connect(lambda _: self._later.start())
        self.planes.currentIndexChanged.connect(lambda _: self._later.start())
        events = getattr(viewer.layers, "events", None)
        self._subscribed = [getattr(events, name) for name in ("inserted", "removed", "reordered")
                            if hasattr(events, name)]
        for event in self._subscribed:
            event.connect(self.refresh)
        self.refresh()

    def refresh(self, *_: Any) -> None:
        """Lists the layers anew; the chosen one stays chosen."""
        chosen = self.layer
        self._layers = image_layers(self._viewer)
        self.layer_choice.blockSignals(True)
        self.layer_choice.clear()
        for layer in self._layers:
            self.layer_choice.addItem(str(layer.name))
        position = next((i for i, layer in enumerate(self._layers) if layer is chosen), 0)
        self.layer_choice.setCurrentIndex(position if self._layers else -1)
        self.layer_choice.blockSignals(False)
        if self.layer is not chosen or chosen is None:
            self._show_layer()

    @property
    def layer(self) -> Any:
        """The chosen layer; none where there is no image."""
        position = self.layer_choice.currentIndex()
        return self._layers[position] if 0 <= position < len(self._layers) else None

    def image(self) -> tuple[Image, Cut, Selection]:
        """The image, how it was cut, and what of it models are given.

        Raises
        ------
        InvalidImage
            Where there is none, or the axes do not fit.
        """
        layer = self.layer
        if layer is None:
            raise InvalidImage("There is no image layer: open an image.")
        position = displayed_position(self._viewer, layer)
        planes = self.planes.currentData() if self._has_planes else ALL
        image, cut = image_of(layer, self.axes.text(), planes, position)
        is_rgb = bool(getattr(layer, "rgb", False))
        return image, cut, Selection(
            channel=self._channel(position), rgb_to_gray=is_rgb, planes="middle" if planes == MIDDLE else "")

    def unsubscribe(self) -> None:
        """Listens to the viewer no more."""
        while self._subscribed:
            self._subscribed.pop().disconnect(self.refresh)

    @property
    def _has_planes(self) -> bool:
        return bool({"z", "t"} & set(self.axes.text().lower()))

    def _channel(self, position: tuple[int, ...]) -> str:
        axes = self.axes.text().strip().lower()
        if channel_count(self.layer, axes) is None:
            return ""
        chosen = self.channel.currentData()
        return str(position[axes.index("c")] if chosen is None else chosen)

    def _show_layer(self, *_: Any) -> None:
        layer = self.layer
        self.axes.setText(guess_axes(layer) if layer is not None else "")
        if layer is not None:
            array = array_of(layer)
            self.layer_choice.setToolTip(f"{' × '.join(map(str, array.shape))}, {array.dtype}")
        self._show_axes()

    def _show_axes(self, *_: Any) -> None:
        layer, axes = self.layer, self.axes.text().strip().lower()
        channels = channel_count(layer, axes) if layer is not None else None
        self._set_visible(self.axes, layer is not None and len(guess_axes(layer)) > 2)
        self._set_visible(self.channel, channels is not None)
        self._set_visible(self.planes, self._has_planes)
        if channels is not None and self.channel.count() != channels + 1:
            self.channel.clear()
            self.channel.addItem(_SHOWN_CHANNEL, None)
            for number in range(channels):
                self.channel.addItem(str(number), number)
        self._later.start()

    def _set_visible(self, field: QWidget, is_visible: bool) -> None:
        self._lines[field].setVisible(is_visible)

    def _lay_out(self) -> None:
        """A widget for each line: one that is hidden leaves no gap, as it would in a form."""
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        width = self.fontMetrics().boundingRect("Channel  ").width()
        for words, field in (("Image", self.layer_choice), ("Axes", self.axes), ("Channel", self.channel),
                             ("Planes", self.planes)):
            line, label = QWidget(), QLabel(words)
            row = QHBoxLayout(line)
            row.setContentsMargins(0, 0, 0, 0)
            label.setMinimumWidth(width)
            row.addWidget(label)
            row.addWidget(field, 1)
            layout.addWidget(line)
            self._lines[field] = line
