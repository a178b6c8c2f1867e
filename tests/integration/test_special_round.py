"""/round: a coordinator asks two departments something of his own, while the quarter's round runs."""

from __future__ import annotations

import asyncio
from pathlib import Path

from sqlalchemy import Engine, create_engine, select

from cli.stage import Stage, stage
from config.holidays import overrides_file
from db.database import database_url
from db.tables import Cycle, Department, Outbox, Request, Task
from domain.messages.collection import Prompt
from domain.people import RoleName
from sandbox.people import Person
from tests.conftest import Office
from tests.integration.desk import office_time

WATER, FOREST, CITY = "示范省水利厅", "示范省林业局", "示范省住建厅"
QUESTION = "汛期隐患排查\n请说明排查了多少处、发现什么问题、何时整改完。"


async def people(place: Stage) -> tuple[Person, dict[str, Person]]:
    coordinator = await place.join(71, RoleName.COORDINATOR, name="经办人")
    liaisons = {
        name: await place.join(72 + n, RoleName.LIAISON, name, f"联络员{n}")
        for n, name in enumerate((WATER, FOREST, CITY))
    }
    office = Office(place.app.units)
    for number, department in (("21", WATER), ("33", FOREST), ("36", CITY), ("47-5", WATER)):
        await asyncio.to_thread(office.task, number, department=department, indicator="完成营造林")
    return coordinator, liaisons


def text(person: Person) -> str:
    assert person.last is not None
    return person.last.text


def asked(engine: Engine) -> list[tuple[str, str, str, str]]:
    with engine.connect() as conn:
        rows = conn.execute(
            select(Cycle.key, Task.number, Department.name, Request.due_on)
            .join(Request, Request.cycle_id == Cycle.id)
            .join(Task, Task.id == Request.task_id)
            .join(Department, Department.id == Request.department_id)
            .where(Cycle.key.like("____S__"))
            .order_by(Cycle.id, Request.id)
        )
        return [(row.key, row.number, row.name, str(row.due_on)) for row in rows]


async def test_a_special_round_for_two_chosen_departments(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaisons = await people(place)
        await place.run_to(office_time(2024, 10, 9, 10))
        await place.say(coordinator, "/round")
        await place.say(coordinator, QUESTION)
        assert "第2步(共5步) 任务" in text(coordinator)
        await place.say(coordinator, "21、99")
        assert "没有序号99" in text(coordinator)
        await place.tap(coordinator, "f", "all")
        assert "共有3个单位" in text(coordinator)
        for name in (WATER, FOREST):
            seen = coordinator.last
            assert seen is not None
            data = next(button["callback_data"] for row in seen.buttons for button in row if button["text"] == name)
            await coordinator.tap(seen.id, data)
            await place.settle()
        await place.tap(coordinator, "f", "done")
        await place.say(coordinator, "国庆")
        assert "看不出是哪一天" in text(coordinator)
        await place.say(coordinator, "10月13日")
        assert "不是工作日" in text(coordinator)
        await place.tap(coordinator, "f", "n-5")
        preview = text(coordinator)
        assert "汛期隐患排查" in preview
        assert "任务4项:21、33、36、47-5" in preview
        assert "单位2个,共3项待报" in preview
        assert "10月14日(周一)前:自10月9日(周三)起,含当日,第5个工作日" in preview, "Saturday the 12th is worked"
        await place.tap(coordinator, "f", "send")
        assert "2024年第1次专项调度 · 已发出" in text(coordinator)
        await place.run_to(office_time(2024, 10, 9, 10, 1))

        prompt = text(liaisons[WATER])
        assert "2024年第1次专项调度" in prompt
        assert "汛期隐患排查" in prompt
        assert "请说明排查了多少处" in prompt
        assert "待报2项" in prompt
        assert "2024年第1次专项调度" in text(liaisons[FOREST])
        assert "专项调度" not in text(liaisons[CITY]), "only whom it was sent to"
        engine = create_engine(database_url(place.settings))
        assert asked(engine) == [
            ("2024S01", "21", WATER, "2024-10-14"),
            ("2024S01", "47-5", WATER, "2024-10-14"),
            ("2024S01", "33", FOREST, "2024-10-14"),
        ]
        await place.tap(liaisons[WATER], "report_why")
        assert "这是专项调度" in text(liaisons[WATER])

        # sent once, however often the button is pressed and the clock's list is run
        await place.restart()
        await place.run_to(office_time(2024, 10, 9, 12))
        with engine.connect() as conn:
            kinds = conn.scalars(
                select(Outbox.thing).where(Outbox.kind == Prompt.KIND, Outbox.occasion == "opened")
            ).all()
        assert len(kinds) == len(set(kinds)) == 5, "three in the quarter's round, two in this"

        # answered with a text alone, reviewed beside its question
        water = liaisons[WATER]
        await place.tap(water, "report_open")
        assert "第1步(共3步) 进展" in text(water)
        assert "请输入答复" in text(water)
        await place.say(water, "共排查取水口48处,发现隐患3处,10月20日前改完。")
        await place.tap(water, "f", "next")
        await place.tap(water, "f", "send")
        assert "本次要答:请说明排查了多少处" in text(coordinator)
        assert "未填" not in text(coordinator), "no status is asked, so none is missing"
        await place.tap(coordinator, "review_accept")
        await place.say(coordinator, "/task 21")
        assert "专项调度" not in text(coordinator).split("时限")[1], "the quarter's progress stands on the task's card"

        # the ladder: it is due on the 14th, the quarter's on the 18th; both stand in one message of the day
        await place.run_to(office_time(2024, 10, 12, 12))
        assert "还剩1个工作日" in text(liaisons[FOREST])
        await place.say(liaisons[FOREST], "/todo")
        assert "待报2项" in text(liaisons[FOREST])
        assert "2024年第1次专项调度" in text(liaisons[FOREST])
        engine.dispose()


async def test_a_second_round_to_one_department_by_name_and_date_in_the_evening(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 7, 20)) as place:
        coordinator, liaisons = await people(place)
        await place.run_to(office_time(2024, 10, 11, 20))
        for due in ("10月21日", "5个工作日"):
            await place.say(coordinator, "/round")
            await place.say(coordinator, "请报一份台账变动情况。")
            await place.say(coordinator, "33")
            await place.say(coordinator, "财政厅")
            assert "没有“财政厅”" in text(coordinator)
            await place.say(coordinator, "林业")
            await place.say(coordinator, due)
            assert "10月12日(周六)上班时发出" in text(coordinator)
            await place.tap(coordinator, "f", "send")
        assert "专项调度" not in text(liaisons[FOREST]), "not at night"
        await place.run_to(office_time(2024, 10, 12, 9))
        assert [seen.text.split("\n")[0] for seen in liaisons[FOREST].received[-2:]] == [
            "📋 2024年第1次专项调度",
            "📋 2024年第2次专项调度",
        ]
        engine = create_engine(database_url(place.settings))
        assert [(key, due) for key, _, _, due in asked(engine)] == [
            ("2024S01", "2024-10-21"),
            ("2024S02", "2024-10-17"),
        ]

        # a day off decreed on the 15th moves what was counted, not the day that was named
        file = overrides_file(place.settings.data_dir)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text('[2024]\nholidays = ["2024-10-15"]\n', encoding="utf-8")
        await place.run_to(office_time(2024, 10, 12, 12))
        assert [(key, due) for key, _, _, due in asked(engine)] == [
            ("2024S01", "2024-10-21"),
            ("2024S02", "2024-10-18"),
        ]
        engine.dispose()


async def test_what_is_drawn_up_can_be_left_taken_back_a_step_and_changed(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 9, 10)) as place:
        coordinator, liaisons = await people(place)
        await place.say(liaisons[WATER], "/round")
        assert "只有经办人可以做" in text(liaisons[WATER])
        await place.say(coordinator, "/round")
        await place.say(coordinator, QUESTION)
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "back")
        assert "第2步" in text(coordinator)
        await place.restart()
        await place.say(coordinator, "/round")  # again: as it stands
        assert "汛期隐患排查" in text(coordinator)
        await place.say(coordinator, "21、33")
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "n-3")
        await place.tap(coordinator, "f", "edit-tasks")
        await place.say(coordinator, "33")
        assert "任务1项:33" in text(coordinator)
        assert "单位1个,共1项待报" in text(coordinator)
        await place.tap(coordinator, "f", "figures")
        assert "指标也一并填报" in text(coordinator)
        await place.tap(coordinator, "f", "send")
        forest = liaisons[FOREST]
        await place.run_to(office_time(2024, 10, 9, 10, 1))
        await place.tap(forest, "report_open")
        await place.say(forest, "本次新增营造林已全部上图入库,台账同步更新。")
        assert "第2步(共4步) 指标" in text(forest), "the figures were asked for this time"
        await place.say(coordinator, "/round")
        await place.say(coordinator, "再报一份。")
        await place.say(coordinator, "/cancel")
        seen = [one.text for one in coordinator.received[-3:]]
        assert any("没有发出" in one for one in seen)
        engine = create_engine(database_url(place.settings))
        assert [row[0] for row in asked(engine)] == ["2024S01"]
        engine.dispose()


async def test_a_round_sent_in_the_evening_is_not_missed_by_the_nightly_proof(tmp_path: Path) -> None:
    async with stage(tmp_path, office_time(2024, 10, 9, 20)) as place:
        coordinator, liaisons = await people(place)
        await place.say(coordinator, "/round")
        await place.say(coordinator, "请报一份。")
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "all")
        await place.tap(coordinator, "f", "n-3")
        await place.tap(coordinator, "f", "send")
        before = len(coordinator.received)
        await place.run_to(office_time(2024, 10, 10, 8, 59))
        assert len(coordinator.received) == before
        assert "专项调度" not in text(liaisons[WATER])
        await place.run_to(office_time(2024, 10, 10, 9))
        assert "2024年第1次专项调度" in text(liaisons[WATER])
