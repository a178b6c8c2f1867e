# 看板

board-title = 📊 <b>{ $cycles }</b> · { $tasks }项
board-title-no-round = 📊 <b>全部任务</b> · { $tasks }项
board-figures = 应完成 { $expected } · 报完成 { $reported } · 已验收 { $accepted } · 已公示 { $publicised } · 已销号 { $closed }
board-answered = 本期报送 { $answered }/{ $asked }
board-lights = 🔴逾期{ $overdue } 🟡临近{ $soon } 🔴滞后{ $behind }
board-no-round = 还没有开始的调度。
board-empty = 台账还是空的。请把公示格式的文件发到这里,先导入任务。
board-see-missing = 看未报{ $count }项
board-by-department = 按部门
board-by-task = 按任务
board-back = 回看板

board-missing = 📊 <b>未报 { $total }项</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-nothing-asked = 📊 还没有开始的调度,没有要报的。
board-none-missing = 📊 本期都已报送,没有未报的。
board-owed = { $light } 序号{ $number } { $department } · { $doing } · { $due }前 · { $signed }
board-owed-red = 🔴逾期
board-owed-amber = 🟡临近
board-owed-returned = 🟡已退回
board-owed-white = ⚪待报
board-doing-open = 未填
board-doing-draft = 有草稿
board-doing-returned = 待修改
board-signed = 已签收
board-unsigned = 未签收
board-open-one = 点序号看任务。
board-task-button = 序号{ $which }

board-departments = 📊 <b>按部门</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-department = { $department } 已报{ $answered }/{ $asked } { $light }
board-department-button = { $name }

board-unit = 📊 <b>{ $department }</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-request = { $light } 序号{ $number } { $problem } · { $said } · { $state } · { $due }前
board-request-open = 待报
board-request-submitted = 待审
board-request-returned = 已退回
board-request-accepted = 已通过
board-dot-white = ⚪
board-dot-green = 🟢
board-dot-amber = 🟡
board-dot-red = 🔴

board-tasks = 📊 <b>按任务</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-task = 序号{ $number } { $problem } · { $state } { $light }
board-not-asked = · 本期不报
