"""The table of a ranking, which grows while it runs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Optional

from qtpy.QtCore import QAbstractTableModel, QModelIndex, QRectF, QSize, Qt
from qtpy.QtGui import QColor, QFont, QPainter, QPalette
from qtpy.QtWidgets import (
    QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QWidget,
)

from ._ranking import NONE, Row, tie_letter

COLUMNS = ("#", "model", "expected F1\n(optimistic)", "consis-\ntency", "agree-\nment", "notes")
RANK, MODEL, F1, CONSISTENCY, AGREEMENT, NOTES = range(len(COLUMNS))

_TIPS = {
    RANK: "The place within models of the same structure.\nModels of one letter cannot be told apart.",
    F1: "F1 against the consensus of the other models, with its 95 % interval."
        "\nAgainst labels it is mostly somewhat lower.",
    CONSISTENCY: "How far a model keeps its answer when the image is changed a little",
    AGREEMENT: "How far it agrees with the other models",
}

ROW_ROLE = int(Qt.UserRole)

_ACCENT = QColor("#3fa7d6")
_WARNING = QColor("#e0a030")
FAILURE = "#e06060"


class RankingTableModel(QAbstractTableModel):
    """Rows of a ranking for Qt."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: N802, B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.DisplayRole) -> Any:  # noqa: N802
        if orientation == Qt.Horizontal and role == Qt.DisplayRole:
            return COLUMNS[section]
        if orientation == Qt.Horizontal and role == Qt.ToolTipRole:
            return _TIPS.get(section)
        return None

    def data(self, index: QModelIndex, role: int = Qt.DisplayRole) -> Any:
        row, column = self.rows[index.row()], index.column()
        if role == Qt.DisplayRole:
            return cell(row, column)
        if role == ROW_ROLE:
            return row
        if role == Qt.ToolTipRole:
            return row.explanation()
        if role == Qt.FontRole and row.rank == 1 and not row.is_set_aside:
            font = QFont()
            font.setBold(True)
            return font
        if role == Qt.ForegroundRole:
            return _colour(row, column)
        return None


def _colour(row: Row, column: int) -> Optional[QColor]:
    if row.state == "failed":
        return QColor(FAILURE)
    if row.state == "running":
        return _ACCENT
    if row.state == "waiting":
        return QColor(128, 128, 128)
    return _WARNING if column == NOTES and row.flags else None


def cell(row: Row, column: int) -> str:
    """The text of a cell."""
    if column == RANK:
        if row.rank is None:
            return NONE if row.state in ("ranked", "failed") else "…"
        return f"{row.rank} {tie_letter(row.tie_group)}".rstrip()
    if column == MODEL:
        return row.label
    if column == F1:
        return expected_f1(row)
    if column == CONSISTENCY:
        return _number(row.cte)
    if column == AGREEMENT:
        return _number(row.agreement)
    return row.notes


def expected_f1(row: Row) -> str:
    """Such as ``0.98 (0.97–0.98)``; the error of a model that failed, a dash where no F1 is expected."""
    if row.expected_f1 is None:
        return row.error or (NONE if row.state == "ranked" else "")
    if row.expected_f1_interval is None:
        return f"{row.expected_f1:.2f}"
    low, high = row.expected_f1_interval
    return f"{row.expected_f1:.2f} ({low:.2f}–{high:.2f})"


def _number(value: Optional[float]) -> str:
    return "" if value is None else f"{value:.3f}"


class CellDelegate(QStyledItemDelegate):
    """A cell with some room beside its text."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        size = super().sizeHint(option, index)
        return QSize(size.width() + 10, size.height())

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        is_centred = index.column() in (RANK, CONSISTENCY, AGREEMENT)
        option.displayAlignment = (Qt.AlignHCenter if is_centred else Qt.AlignLeft) | Qt.AlignVCenter


class ExpectedF1Delegate(CellDelegate):
    """Draws the expected F1 as a bar from 0 to 1 with its interval, under the number."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex) -> QSize:  # noqa: N802
        size = super().sizeHint(option, index)
        # An error spans columns and must not widen this one.
        return QSize(0, size.height()) if index.data(ROW_ROLE).state == "failed" else size

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:  # noqa: N802
        super().initStyleOption(option, index)
        if index.data(ROW_ROLE).expected_f1 is not None:
            option.displayAlignment = Qt.AlignLeft | Qt.AlignTop

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        row: Row = index.data(ROW_ROLE)
        super().paint(painter, option, index)
        if row.expected_f1 is None:
            return
        area = QRectF(option.rect.left() + 4, option.rect.bottom() - 6, option.rect.width() - 10, 3)
        text = option.palette.color(QPalette.Text)
        painter.save()
        painter.fillRect(area, _faint(text, 40))
        painter.fillRect(_part(area, 0, row.expected_f1), _ACCENT)
        if row.expected_f1_interval is not None:
            whisker = _part(area, *row.expected_f1_interval).adjusted(0, -1, 0, 1)
            whisker.setWidth(max(whisker.width(), 2))
            painter.fillRect(whisker, _faint(text, 170))
        painter.restore()


def _part(area: QRectF, low: float, high: float) -> QRectF:
    """The part of a bar between two numbers from 0 to 1."""
    low, high = min(max(low, 0.0), 1.0), min(max(high, 0.0), 1.0)
    return QRectF(area.left() + area.width() * low, area.top(), area.width() * (high - low), area.height())


def _faint(colour: QColor, alpha: int) -> QColor:
    """A colour through which one can see."""
    faint = QColor(colour)
    faint.setAlpha(alpha)
    return faint


class RankingTable(QTableView):
    """The table; ``selected`` is the row that the user chose, else the best."""

    def __init__(self, parent: Optional[QWidget] = None) -> None:
        super().__init__(parent)
        self._rows = RankingTableModel(self)
        self.setModel(self._rows)
        self.setItemDelegate(CellDelegate(self))
        self.setItemDelegateForColumn(F1, ExpectedF1Delegate(self))
        self.setSelectionBehavior(QAbstractItemView.SelectRows)
        self.setSelectionMode(QAbstractItemView.SingleSelection)
        self.setEditTriggers(QAbstractItemView.NoEditTriggers)
        self.setAlternatingRowColors(True)
        self.setShowGrid(False)
        self.setWordWrap(True)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(2 * self.fontMetrics().height() + 4)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        for column in range(len(COLUMNS)):
            header.setSectionResizeMode(column, QHeaderView.ResizeToContents)
        header.setSectionResizeMode(NOTES, QHeaderView.Stretch)
        header.setDefaultAlignment(Qt.AlignLeft | Qt.AlignBottom)
        self.setMinimumHeight(150)

    @property
    def rows(self) -> list[Row]:
        """The rows, best first."""
        return self._rows.rows

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows other rows; the model that was chosen stays chosen."""
        chosen = self.chosen
        self._rows.show(rows)
        self.clearSpans()
        for position, row in enumerate(rows):
            if row.state == "failed":
                # An error has the line for itself: there are no numbers.
                self.setSpan(position, F1, 1, len(COLUMNS) - F1)
            if chosen is not None and row.model == chosen.model:
                self.selectRow(position)

    @property
    def chosen(self) -> Optional[Row]:
        """The row that the user chose."""
        selected = self.selectionModel().selectedRows()
        return self._rows.rows[selected[0].row()] if selected else None

    @property
    def selected(self) -> Optional[Row]:
        """The row that the user chose, else the best one; none where no model has run."""
        ranked = [row for row in self.rows if row.state == "ranked"]
        return self.chosen or (ranked[0] if ranked else None)
