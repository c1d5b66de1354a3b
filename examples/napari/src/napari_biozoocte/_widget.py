"""The dock widget."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Optional

from qtpy.QtCore import Qt
from qtpy.QtWidgets import (
    QComboBox, QFormLayout, QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget,
)

from ._bridge_box import BridgeBox
from ._client import BridgeClient, Call
from ._errors import BridgeError, InvalidImage
from ._image_box import ImageBox
from ._models_box import ModelsBox
from ._preferences import Preferences
from ._settings import RankingChoice, perturbations_of
from ._table import FAILURE, RankingTable
from ._task import Task
from ._work import (
    Result, Snapshot, Subject, ask_compatibility, ask_models, choice_for, fetch_labels, fetch_map, follow,
)

if TYPE_CHECKING:
    import napari

_DEFAULT = "default (contrast:0.7, gamma:1.5)"
_DEFAULT_NAME = "default"

# Strengths to begin with; the box can be edited.
_STRENGTHS = {"gamma": "1.5", "contrast": "0.7", "brightness": "0.1", "noise": "0.1"}


class RankingWidget(QWidget):
    """Ranks the models of a bridge on the open image, and shows what they say of it.

    Parameters
    ----------
    napari_viewer
        The viewer: anything with ``layers``, ``add_image`` and ``add_labels``.
    parent
        The owner.
    preferences
        What is remembered; none for the user's own.
    """

    def __init__(self, napari_viewer: "napari.viewer.Viewer", parent: Optional[QWidget] = None,
                 preferences: Optional[Preferences] = None) -> None:
        super().__init__(parent)
        self._viewer = napari_viewer
        self._subject: Optional[Subject] = None
        self._choice = RankingChoice()
        self._pending_name = ""
        self._image_error = ""
        self._recommended = ""
        self._is_stale = False
        self.bridge = BridgeBox(preferences or Preferences(), self)
        self.image = ImageBox(napari_viewer, self)
        self.models = ModelsBox(self)
        self.perturbation_choice = QComboBox()
        self.perturbation_choice.setEditable(True)
        self.perturbation_choice.addItem(_DEFAULT)
        self.perturbation_choice.setToolTip("How images are changed; several are divided by commas."
                                     "\nauto finds the strength that tells the models apart best.")
        self.metric_choice = _names("How two predictions are compared")
        self.estimator_choice = _names("What orders the models")
        self.rank_button = QPushButton("Rank models")
        self.cancel_button = QPushButton("Cancel")
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setMaximumHeight(8)
        self.message = QLabel()
        self.message.setWordWrap(True)
        self.message.setTextInteractionFlags(Qt.TextSelectableByMouse)
        self.verdict = QLabel()
        self.verdict.setWordWrap(True)
        self.verdict.setTextInteractionFlags(Qt.TextSelectableByMouse)
        self.verdict.setStyleSheet("font-weight: bold")
        self.table = RankingTable()
        self.details = QLabel()
        self.details.setWordWrap(True)
        self.details.setAlignment(Qt.AlignLeft | Qt.AlignTop)
        self.details.setMinimumHeight(3 * self.fontMetrics().lineSpacing())
        self.map_button = QPushButton("Show consistency map")
        self.labels_button = QPushButton("Add best prediction as labels")
        self.check = Task(self)
        self.work = Task(self)
        self._lay_out()
        self._connect()
        self._update()
        # A dock that is removed may delete what it holds without closing it.
        self._give_up = partial(_give_up, self.image, self.check, self.work, self.bridge)
        self.destroyed.connect(self._give_up)
        self.bridge.look()

    def closeEvent(self, event: Any) -> None:  # noqa: N802
        """Cancels what runs and closes the connection."""
        self._give_up()
        super().closeEvent(event)

    def rank(self) -> None:
        """Starts a ranking on the chosen layer."""
        client = self.bridge.client
        if client is None or self.work.is_running:
            return
        try:
            subject = self._take_subject()
            self._choice = self._take_choice(subject)
            call = client.rank([subject.image], self._choice)
        except BridgeError as error:
            self._fail(error)
            return
        self._subject = subject
        self.progress.setValue(0)
        self.table.clearSelection()
        self._start(follow, call, self._choice.models)

    def show_map(self) -> None:
        """Computes where the selected model keeps its answer, and adds it as a layer."""
        row, client, subject = self.table.selected, self.bridge.client, self._subject
        if row is None or client is None or subject is None or self.work.is_running:
            return
        self._pending_name = f"consistency of {row.label}: {subject.layer.name}"
        choice = choice_for(row, self._choice, self._recommended)
        self._start_result(lambda: client.map_consistency(subject.image, choice), fetch_map, f"Mapping {row.label} …")

    def add_labels(self) -> None:
        """Predicts with the selected model, else the best one, and adds the objects as a layer of labels."""
        row, client, subject = self.table.selected, self.bridge.client, self._subject
        if row is None or client is None or subject is None or self.work.is_running:
            return
        self._pending_name = f"{row.label}: {subject.layer.name}"
        self._start_result(lambda: client.predict_labels(subject.image, row.model, subject.selection), fetch_labels,
                           f"Predicting with {row.label} …")

    def cancel(self) -> None:
        """Ends the ranking or prediction under way."""
        self.work.cancel()

    def _start_result(self, open_call: Any, fetch: Any, words: str) -> None:
        try:
            call = open_call()
        except BridgeError as error:
            self._fail(error)
            return
        self._say(words)
        # How far a prediction is, nobody says: the bar only moves.
        self.progress.setRange(0, 0)
        self._start(fetch, call, self._subject)

    def _start(self, function: Any, call: "Call[Any]", *args: Any) -> None:
        self.work.start(function, call, *args, cancel=call.cancel)
        self._update()

    def _take_subject(self) -> Subject:
        image, cut, selection = self.image.image()
        return Subject(self.image.layer, image, cut, selection)

    def _take_choice(self, subject: Subject) -> RankingChoice:
        models = self.models.checked()
        if not models:
            raise InvalidImage("No model is chosen.")
        text = self.perturbation_choice.currentText()
        return RankingChoice(
            models=models,
            perturbations=() if text == _DEFAULT else perturbations_of(text),
            metric=self.metric_choice.currentData() or "",
            estimator=self.estimator_choice.currentData() or "",
            selection=subject.selection)

    def _connected(self, client: BridgeClient) -> None:
        info = client.info()
        self.perturbation_choice.clear()
        self.perturbation_choice.addItems([_DEFAULT, "auto"])
        strengths = {name: _STRENGTHS.get(name, "0.1") for name in info.input_perturbations}
        self.perturbation_choice.addItems([f"{name}:{strength}" for name, strength in strengths.items()])
        self.perturbation_choice.addItems([f"{name}:0.3" for name in info.feature_perturbations])
        for box, names in ((self.metric_choice, info.metrics), (self.estimator_choice, info.estimators)):
            box.clear()
            box.addItem(_DEFAULT_NAME, "")
            for name in names:
                box.addItem(name, name)
        self._ask()
        self._update()

    def _ask(self) -> None:
        """Asks which models take the image; once more where the image changes meanwhile."""
        client = self.bridge.client
        if client is None:
            return
        if self.check.is_running:
            self._is_stale = True
            return
        self._is_stale = False
        if not self.models.is_known:
            self.check.start(ask_models, client)
            return
        try:
            image, _, selection = self.image.image()
        except InvalidImage as error:
            self._image_error = str(error)
            self._say(self._image_error, is_error=True)
            return
        if self._image_error and self.message.text() == self._image_error:
            self._say("")
        self.check.start(ask_compatibility, client, image, selection)

    def _answered(self, answer: Any) -> None:
        if self.models.is_known:
            self.models.show_compatibility(answer)
        else:
            self.models.show_models(answer)
            self._is_stale = True

    def _ask_again(self) -> None:
        if self._is_stale:
            self._ask()
        self._update()

    def _show(self, value: Any) -> None:
        if isinstance(value, Snapshot):
            self.table.show_rows(value.rows)
            self.progress.setValue(round(value.fraction * 1000))
            self._say(value.stage)
            self.verdict.setText(value.verdict)
            self._recommended = value.recommended
            self._explain()
        elif isinstance(value, Result):
            self._add(value)
        else:
            self._say(value)

    def _add(self, result: Result) -> None:
        if result.data.dtype.kind == "f":
            self._viewer.add_image(result.data, name=self._pending_name, colormap="inferno", contrast_limits=(0, 1),
                                   opacity=0.6, **result.placement)
        else:
            self._viewer.add_labels(result.data, name=self._pending_name, **result.placement)
        self._say(f"Added the layer “{self._pending_name}”.")

    def _idle(self) -> None:
        if self.progress.maximum() == 0:
            self.progress.setRange(0, 1000)
            self.progress.setValue(0)
        self._update()

    def _drop_waiting(self) -> None:
        self.table.show_rows([row for row in self.table.rows if row.state in ("ranked", "failed")])

    def _cancelled(self) -> None:
        self._drop_waiting()
        self._say("Cancelled." + (" The table shows the models that were done." if self.table.rows else ""))

    def _fail(self, error: Exception) -> None:
        self._drop_waiting()
        self._say(str(error) if isinstance(error, BridgeError) else f"{type(error).__name__}: {error}", is_error=True)
        if isinstance(error, BridgeError) and error.is_lost:
            self.bridge.fail(error)

    def _say(self, words: str, is_error: bool = False) -> None:
        self.message.setStyleSheet(f"color: {FAILURE}" if is_error else "")
        self.message.setText(words)

    def _lost(self) -> None:
        self.models.forget()
        self._update()

    def _explain(self) -> None:
        row = self.table.selected
        self.details.setText(row.explanation() if row is not None else "")
        chosen = self.table.chosen
        what = f"prediction of {chosen.label}" if chosen is not None else "best prediction"
        self.labels_button.setText(f"Add {what} as labels")
        self._update()

    def _update(self) -> None:
        is_free = self.bridge.client is not None and not self.work.is_running
        row = self.table.selected
        has_result = is_free and self._subject is not None and row is not None and row.state == "ranked"
        self.rank_button.setEnabled(is_free and self.image.layer is not None)
        self.cancel_button.setEnabled(self.work.is_running)
        self.map_button.setEnabled(has_result)
        self.labels_button.setEnabled(has_result)

    def _connect(self) -> None:
        self.bridge.connected.connect(self._connected)
        self.bridge.lost.connect(self._lost)
        self.image.changed.connect(self._ask)
        self.image.changed.connect(self._update)
        self.check.yielded.connect(self._answered)
        self.check.failed.connect(self._fail)
        self.check.idle.connect(self._ask_again)
        self.work.yielded.connect(self._show)
        self.work.failed.connect(self._fail)
        self.work.cancelled.connect(self._cancelled)
        self.work.idle.connect(self._idle)
        self.rank_button.clicked.connect(self.rank)
        self.cancel_button.clicked.connect(self.cancel)
        self.map_button.clicked.connect(self.show_map)
        self.labels_button.clicked.connect(self.add_labels)
        self.table.selectionModel().selectionChanged.connect(lambda *_: self._explain())

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow("Change", self.perturbation_choice)
        names = QHBoxLayout()
        names.addWidget(self.metric_choice, 1)
        names.addWidget(QLabel("order by"))
        names.addWidget(self.estimator_choice, 1)
        form.addRow("Compare by", names)
        actions, results = QHBoxLayout(), QHBoxLayout()
        actions.addWidget(self.rank_button, 1)
        actions.addWidget(self.cancel_button)
        results.addWidget(self.map_button)
        results.addWidget(self.labels_button)
        layout = QVBoxLayout(self)
        for widget in (self.bridge, self.image, self.models):
            layout.addWidget(widget)
        layout.addLayout(form)
        layout.addLayout(actions)
        layout.addWidget(self.progress)
        layout.addWidget(self.message)
        layout.addWidget(self.verdict)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.details)
        layout.addLayout(results)


def _give_up(image: ImageBox, check: Task, work: Task, bridge: BridgeBox, *_: Any) -> None:
    """Cancels what runs and closes the connection; also when no more of the widget is there than its Python."""
    image.unsubscribe()
    check.cancel()
    work.cancel()
    bridge.shut()


def _names(tip: str) -> QComboBox:
    box = QComboBox()
    box.addItem(_DEFAULT_NAME, "")
    box.setToolTip(tip)
    return box
