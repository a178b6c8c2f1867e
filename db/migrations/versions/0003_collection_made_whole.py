"""Collection made whole: special rounds, extensions, workbooks, likeness, plans, acts of supervision, deputies"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
# (table, column, type, the table it refers to)
COLUMNS: tuple[tuple[str, str, str, str | None], ...] = (
    ("cycle", "title", "TEXT", None),
    ("cycle", "question", "TEXT", None),
    ("cycle", "opened_by", "BIGINT", "person"),
    ("invite", "stands_in_for", "BIGINT", "role"),
    ("invite", "succeeds", "BIGINT", "role"),
    ("invite", "rebinds", "BIGINT", "person"),
    ("person", "snoozed_until", "DATE", None),
    ("report", "help_wanted", "TEXT", None),
    ("report", "based_on", "BIGINT", "report"),
    ("request", "opened_at", "INSTANT", None),
    ("role", "stands_in_for", "BIGINT", "role"),
    ("task", "rhythm", "VARCHAR(64)", None),
)


def upgrade() -> None:
    op.create_table(
        "plan",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("programme_id", BIG, nullable=False),
        sa.Column("year", BIG, nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("drafted_by", BIG, nullable=True),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("comment", sa.Text(), nullable=True),
        sa.Column("rev", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_plan_decided_by_person")),
        sa.ForeignKeyConstraint(["drafted_by"], ["person.id"], name=op.f("fk_plan_drafted_by_person")),
        sa.ForeignKeyConstraint(["programme_id"], ["programme.id"], name=op.f("fk_plan_programme_id_programme")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    op.create_table(
        "act",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("kind", sa.String(length=64), nullable=False),
        sa.Column("year", BIG, nullable=False),
        sa.Column("number", BIG, nullable=False),
        sa.Column("cycle_id", BIG, nullable=True),
        sa.Column("department_id", BIG, nullable=True),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("file_id", BIG, nullable=True),
        sa.Column("made_by", BIG, nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rev", BIG, nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_act_cycle_id_cycle")),
        sa.ForeignKeyConstraint(["department_id"], ["department.id"], name=op.f("fk_act_department_id_department")),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_act_file_id_stored_file")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_act_made_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act")),
        sa.UniqueConstraint("kind", "year", "number", name=op.f("uq_act_kind_year_number")),
    )
    op.create_index(op.f("ix_act_department_id"), "act", ["department_id"], unique=False)
    op.create_index(op.f("ix_act_file_id"), "act", ["file_id"], unique=False)
    op.create_table(
        "workbook",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("cycle_id", BIG, nullable=False),
        sa.Column("department_id", BIG, nullable=False),
        sa.Column("revision", BIG, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("issued_to", BIG, nullable=True),
        sa.Column("issued_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["cycle_id"], ["cycle.id"], name=op.f("fk_workbook_cycle_id_cycle")),
        sa.ForeignKeyConstraint(
            ["department_id"], ["department.id"], name=op.f("fk_workbook_department_id_department")
        ),
        sa.ForeignKeyConstraint(["issued_to"], ["person.id"], name=op.f("fk_workbook_issued_to_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook")),
        sa.UniqueConstraint(
            "cycle_id", "department_id", "revision", name=op.f("uq_workbook_cycle_id_department_id_revision")
        ),
    )
    op.create_table(
        "act_task",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("act_id", BIG, nullable=False),
        sa.Column("task_id", BIG, nullable=False),
        sa.ForeignKeyConstraint(["act_id"], ["act.id"], name=op.f("fk_act_task_act_id_act")),
        sa.ForeignKeyConstraint(["task_id"], ["task.id"], name=op.f("fk_act_task_task_id_task")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_act_task")),
        sa.UniqueConstraint("act_id", "task_id", name=op.f("uq_act_task_act_id_task_id")),
    )
    op.create_index(op.f("ix_act_task_task_id"), "act_task", ["task_id"], unique=False)
    op.create_table(
        "extension",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("request_id", BIG, nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("asked_by", BIG, nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", BIG, nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opinion", sa.Text(), nullable=True),
        sa.Column("rev", BIG, nullable=False),
        sa.ForeignKeyConstraint(["asked_by"], ["person.id"], name=op.f("fk_extension_asked_by_person")),
        sa.ForeignKeyConstraint(["decided_by"], ["person.id"], name=op.f("fk_extension_decided_by_person")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_extension_request_id_request")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extension")),
    )
    op.create_index(op.f("ix_extension_request_id"), "extension", ["request_id"], unique=False)
    op.create_table(
        "measure_change",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("measure_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("changed_by", BIG, nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["changed_by"], ["person.id"], name=op.f("fk_measure_change_changed_by_person")),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_measure_change_measure_id_measure")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_measure_change")),
    )
    op.create_index(op.f("ix_measure_change_measure_id"), "measure_change", ["measure_id"], unique=False)
    op.create_table(
        "workbook_return",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("workbook_id", BIG, nullable=False),
        sa.Column("file_id", BIG, nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("sent_by", BIG, nullable=True),
        sa.Column("state", sa.String(length=64), nullable=False),
        sa.Column("rev", BIG, nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["file_id"], ["stored_file.id"], name=op.f("fk_workbook_return_file_id_stored_file")),
        sa.ForeignKeyConstraint(["sent_by"], ["person.id"], name=op.f("fk_workbook_return_sent_by_person")),
        sa.ForeignKeyConstraint(["workbook_id"], ["workbook.id"], name=op.f("fk_workbook_return_workbook_id_workbook")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_workbook_return")),
    )
    op.create_index(op.f("ix_workbook_return_file_id"), "workbook_return", ["file_id"], unique=False)
    op.create_table(
        "likeness",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("other_id", BIG, nullable=False),
        sa.Column("percent", BIG, nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["report.id"], name=op.f("fk_likeness_other_id_report")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_likeness_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_likeness")),
        sa.UniqueConstraint("report_id", "other_id", name=op.f("uq_likeness_report_id_other_id")),
    )
    op.create_index(op.f("ix_likeness_other_id"), "likeness", ["other_id"], unique=False)
    op.create_table(
        "report_part",
        sa.Column("id", BIG, autoincrement=True, nullable=False),
        sa.Column("report_id", BIG, nullable=False),
        sa.Column("measure_id", BIG, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["measure_id"], ["measure.id"], name=op.f("fk_report_part_measure_id_measure")),
        sa.ForeignKeyConstraint(["report_id"], ["report.id"], name=op.f("fk_report_part_report_id_report")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_part")),
        sa.UniqueConstraint("report_id", "measure_id", name=op.f("uq_report_part_report_id_measure_id")),
    )
    for table, column, kind, refers_to in COLUMNS:
        _add(table, column, kind, refers_to)


def downgrade() -> None:
    for table, column, _, _ in reversed(COLUMNS):
        op.execute(f"ALTER TABLE {table} DROP COLUMN {column}")
    for table in (
        "report_part",
        "likeness",
        "workbook_return",
        "measure_change",
        "extension",
        "act_task",
        "workbook",
        "act",
        "plan",
    ):
        op.drop_table(table)


def _add(table: str, column: str, kind: str, refers_to: str | None) -> None:
    """Without copying the table, as Alembic's batches would: SQLite can add a column that refers to another table."""
    sqlite = op.get_bind().dialect.name == "sqlite"
    named = {
        "INSTANT": "DATETIME" if sqlite else "TIMESTAMP WITH TIME ZONE",
        "BIGINT": "INTEGER" if sqlite else "BIGINT",
    }
    refers = f" CONSTRAINT fk_{table}_{column}_{refers_to} REFERENCES {refers_to} (id)" if refers_to else ""
    op.execute(f"ALTER TABLE {table} ADD COLUMN {column} {named.get(kind, kind)}{refers}")
