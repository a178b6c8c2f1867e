# 看板

board-title = 📊 <b>{ $cycles }</b> · { $tasks }项
board-title-no-round = 📊 <b>全部任务</b> · { $tasks }项
board-programme = <i>{ $name }</i>
board-figures = 应完成 { $expected } · 报完成 { $reported } · 已验收 { $accepted } · 已公示 { $publicised } · 已销号 { $closed }
board-answered = 本期报送 { $answered }/{ $asked } · { $due }前
board-answered-in = { $round } { $answered }/{ $asked } · { $due }前
board-more-rounds = 另有{ $count }轮。
board-lights-overdue = 🔴逾期{ $count }
board-lights-behind = 🔴滞后{ $count }
board-lights-soon = 🟡临近{ $count }
board-lights-review = 🟡待审{ $count }
board-no-round = 还没有开始的调度。
board-empty = 台账还是空的。请把台账或公示格式的文件发到这里,先导入任务。
board-round-over = 这一轮调度已经结束,看板上看不到了。
board-see-missing = 看未报{ $count }项
board-review = 待审{ $count }份
board-by-department = 按部门
board-by-task = 按任务
board-kept = 按时率
board-picture = 看图
board-other = 换督察
board-back = 回看板
board-nudge = 催办

board-programmes = 📊 <b>看哪一次督察?</b>
board-programme-line = { $at }. { $name } · { $tasks }项 · 本期报送 { $answered }/{ $asked }{ $overdue ->
        [0] {""}
       *[other] {" "}· 🔴逾期{ $overdue }
    }
board-programme-button = 看第{ $at }个
board-all = 合在一起看

board-missing = 📊 <b>未报 { $total }项</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-nothing-asked = 📊 还没有开始的调度,没有要报的。
board-none-missing = 📊 本期都已报送,没有未报的。
board-unsigned = 其中{ $count }个单位还没有签收。
board-unopened-by = 其中{ $count }个单位还没有打开过。
board-owed = { $light } 序号{ $number } { $department }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $doing } · { $due }前{ $extended ->
        [yes] (已延期)
       *[no] {""}
    } · { $looked }
board-owed-red = 🔴逾期
board-owed-amber = 🟡临近
board-owed-returned = 🟡已退回
board-owed-white = ⚪待报
board-owed-green = 🟢正常
board-doing-open = 未填
board-doing-draft = 有草稿
board-doing-returned = 待修改
board-signed = 已签收
board-opened = 已打开
board-unopened = 未打开
board-open-one = 点序号往下看。
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
board-nothing-of-unit = 现在没有要报的。
board-request = { $light } 序号{ $number } { $problem }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $said }{ $state ->
        [none] {""}
       *[other] {" "}· { $state }
    } · { $due }前{ $extended ->
        [yes] (已延期)
       *[no] {""}
    }
board-request-of-task = { $light } { $department }{ $round ->
        [none] {""}
       *[other] {" "}· { $round }
    } · { $said }{ $state ->
        [none] {""}
       *[other] {" "}· { $state }
    } · { $due }前{ $extended ->
        [yes] (已延期)
       *[no] {""}
    }
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
board-task = 序号{ $number } { $problem } · { $state }{ $due ->
        [yes] {" "}· 应完成未报完成
       *[no] {""}
    } { $light }
board-not-asked = · 本期不报
board-one-task = 📊 <b>序号{ $number }</b> · { $state }
board-deadline = 整改时限 { $deadline ->
        [none] 未定
       *[other] { $deadline }
    }
board-nothing-of-task = 本期没有单位要报这一项。
board-more-units = 另有{ $count }个单位,见“看任务”。
board-task-card = 看任务

board-one-request = 📊 <b>序号{ $number }</b> · { $department } · { $period }
board-standing = { $light } · { $state } · { $due }前{ $extended ->
        [yes] (已延期)
       *[no] {""}
    }{ $late ->
        [yes] {" "}· 迟报
       *[no] {""}
    }{ $looked ->
        [none] {""}
       *[other] {" "}· { $looked }
    }
board-light-review = 🟡待审
board-light-behind = 🔴滞后
board-said = 状态 { $status }
board-returned =
    退回意见
    <blockquote expandable>{ $comment }</blockquote>
board-to-review = 去审核
board-back-missing = 回未报
board-back-unit = 回部门
board-back-task = 回任务

board-kept-title = 📊 <b>{ $year }年按时率</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
board-kept-line = { $place ->
        [none] –
       *[other] { $place }
    } { $department } · { $record }
board-kept-short = { $year }年 { $record }
board-record = 按时 { $on_time }/{ $judged } { $percent }% · 迟报{ $late } · 未报{ $missing }{ $returned ->
        [0] {""}
       *[other] {" "}· 退回{ $returned }
    }{ $extended ->
        [0] {""}
       *[other] {" "}· 延期{ $extended }
    }
board-record-none = 还没有到期的
board-kept-how = 名次先比报送率,再比按时率;首次报送在截止日(含延期)24:00前算按时,退回后补正不算迟报。
board-kept-none = 这一年还没有调度。
board-kept-year = { $year }年

board-picture-coming = 看板图发在下面。
board-picture-caption = 📊 { $day }的看板,共{ $tasks }项
board-picture-name = 看板
board-no-font = 这台机器上没有中文字体,画不出图。请运维安装一种(例如 fonts-noto-cjk);文字看板照常可用。
board-sheet-title = 整改任务看板
board-sheet-expected = 应完成
board-sheet-reported = 报完成
board-sheet-accepted = 已验收
board-sheet-publicised = 已公示
board-sheet-closed = 已销号
board-sheet-wall = 任务({ $count }项)
board-sheet-red = 逾期或滞后 { $count }
board-sheet-amber = 临近、待审或退回 { $count }
board-sheet-white = 待报 { $count }
board-sheet-green = 正常 { $count }
board-sheet-none = 不报 { $count }
board-sheet-struck = 已销号 { $count }
board-sheet-departments = 各单位本期(按时率为全年)
board-sheet-percent = 按时 { $percent }%
board-sheet-more = 另有{ $count }个单位,见文字看板。
board-tile-red = 逾期滞后
board-tile-amber = 临近待审
board-tile-white = 待报
board-tile-green = 正常
board-tile-none = 不报
board-tile-closed = 已销号
