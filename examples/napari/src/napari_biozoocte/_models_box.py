"""The part of the widget that says which models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qtpy.QtCore import Qt
from qtpy.QtGui import QBrush, QColor
from qtpy.QtWidgets import (
    QAbstractItemView, QHBoxLayout, QHeaderView, QLabel, QToolButton, QTreeWidget, QTreeWidgetItem, QVBoxLayout,
    QWidget,
)


# Beyond these the list is scrolled.
_LINES = 8


class ModelsBox(QWidget):
    """Lists the models of the bridge: those that take the image to be chosen, the others with the reason.

    Parameters
    ----------
    parent
        The owner.
    """

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._models: dict[str, Any] = {}
        self._is_known = False
        self._unchecked: set[str] = set()
        self.heading = QLabel("Models")
        self.tree = QTreeWidget()
        self.tree.setColumnCount(2)
        self.tree.setHeaderLabels(["model", "segments, or why it cannot be used"])
        self.tree.setRootIsDecorated(False)
        self.tree.setSelectionMode(QAbstractItemView.NoSelection)
        self.tree.setUniformRowHeights(True)
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeToContents)
        self.tree.itemChanged.connect(self._remember)
        everything, nothing = QToolButton(), QToolButton()
        everything.setText("all")
        nothing.setText("none")
        everything.clicked.connect(lambda: self._check_all(Qt.Checked))
        nothing.clicked.connect(lambda: self._check_all(Qt.Unchecked))
        row = QHBoxLayout()
        row.addWidget(self.heading, 1)
        row.addWidget(everything)
        row.addWidget(nothing)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(row)
        layout.addWidget(self.tree)
        self._fill({})

    @property
    def is_known(self) -> bool:
        """Whether the models of the bridge are known."""
        return self._is_known

    def forget(self) -> None:
        """Shows none: the bridge is gone."""
        self._is_known = False
        self._models = {}
        self._fill({})

    def show_models(self, models: Sequence[Any]) -> None:
        """Shows the models of a bridge, before it is known which take the image."""
        self._is_known = True
        self._models = {model.name: model for model in models}
        self._fill({model.name: list(model.reasons_against) for model in models})

    def show_compatibility(self, answers: Sequence[Any]) -> None:
        """Shows which take the image, and why others do not."""
        self._fill({answer.model: [] if answer.is_compatible else list(answer.reasons) or ["It cannot take this image."]
                    for answer in answers})

    def checked(self) -> tuple[str, ...]:
        """The names of the models that are chosen."""
        return tuple(item.data(0, Qt.UserRole) for item in self._items() if item.checkState(0) == Qt.Checked)

    def _fill(self, reasons: "dict[str, list[str]]") -> None:
        self.tree.blockSignals(True)
        self.tree.clear()
        for name in sorted(reasons, key=lambda name: bool(reasons[name])):
            self.tree.addTopLevelItem(self._item(name, reasons[name]))
        self.tree.blockSignals(False)
        line = max(self.tree.sizeHintForRow(0), self.tree.fontMetrics().height() + 2)
        header = self.tree.header().sizeHint().height()
        self.tree.setFixedHeight(header + line * min(max(len(reasons), 2), _LINES) + 6)
        able = sum(not against for against in reasons.values())
        self.heading.setText(f"Models: {able} of {len(reasons)} can be used" if reasons else "Models")

    def _item(self, name: str, reasons: Sequence[str]) -> QTreeWidgetItem:
        model = self._models.get(name)
        words = " ".join(reasons) or (", ".join(model.structures) if model is not None else "") or "not stated"
        item = QTreeWidgetItem([name, words])
        item.setData(0, Qt.UserRole, name)
        title = f"{model.title}\n{model.description}".strip() if model is not None else name
        for column in (0, 1):
            item.setToolTip(column, "\n".join([title, *reasons]))
            if reasons:
                item.setForeground(column, QBrush(QColor(128, 128, 128)))
        if reasons:
            item.setFlags(Qt.ItemIsEnabled)
        else:
            item.setFlags(Qt.ItemIsEnabled | Qt.ItemIsUserCheckable)
            item.setCheckState(0, Qt.Unchecked if name in self._unchecked else Qt.Checked)
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        items = (self.tree.topLevelItem(position) for position in range(self.tree.topLevelItemCount()))
        return [item for item in items if item.flags() & Qt.ItemIsUserCheckable]

    def _check_all(self, state: Qt.CheckState) -> None:
        for item in self._items():
            item.setCheckState(0, state)

    def _remember(self, item: QTreeWidgetItem, _: int) -> None:
        name = item.data(0, Qt.UserRole)
        if item.checkState(0) == Qt.Checked:
            self._unchecked.discard(name)
        else:
            self._unchecked.add(name)
