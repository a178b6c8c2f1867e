# 年度工作要点

plan-title = 📋 <b>{ $year }年工作要点</b> · { $programme }
plan-scope = 在办{ $tasks }项任务,{ $figures }个指标
plan-source = 来源:{ $source }{ $by ->
        [none] {""}
       *[other] {" "}· { $by }拟定
    }
plan-source-carried = 沿用上年
plan-target-counts = 目标:新设 { $new } · 调整 { $changed } · 不设 { $dropped } · 沿用 { $carried } · 已定 { $kept }
plan-measure-counts = 措施:改动 { $changed } · 新增 { $new } · 取消 { $dropped }
plan-target-new = + 序号{ $number } { $name } <b>{ $target }</b>
plan-target-changed = ~ 序号{ $number } { $name } <b>{ $target }</b>(上年目标 { $last },完成 { $reached })
plan-target-dropped = - 序号{ $number } { $name } 今年不设(上年目标 { $last },完成 { $reached })
plan-target-carried = = 序号{ $number } { $name } { $target }(上年完成 { $reached })
plan-none = 无
plan-not-reported = 未报
plan-measure-changed = ~ 序号{ $number } 措施{ $place }:{ $before } → { $after }{ $reason ->
        [none] {""}
       *[other] (原因:{ $reason })
    }
plan-measure-new = + 序号{ $number } 新措施:{ $after }
plan-measure-dropped = - 序号{ $number } 取消措施{ $place }:{ $before }{ $reason ->
        [none] {""}
       *[other] (原因:{ $reason })
    }
plan-folded = <blockquote expandable>{ $lines }</blockquote>
plan-and-more = 另有 { $count } 行,都在表格里
plan-errors = <b>要先改的 { $count } 处</b>
plan-warnings = 请留意 { $count } 处
plan-remark = { $where }:{ $message }
plan-next-again = 今年的工作要点已经施行。要调整,下载表格(已写好现在的目标)改好发回来,先看改动,确认才写入。
plan-next-open = 点“沿用上年”,就以{ $last }年的目标为草稿;或下载表格填好发回来。确认之前都不会写入。
plan-next-draft = { $unreasoned ->
        [0] 核对无误后点“确认施行”,一次写入;没确认之前什么都不变。
       *[other] 有{ $unreasoned }处措施改动没写原因,确认时会问。没确认之前什么都不变。
    }
plan-next-faulty = 什么都没有写入。请在表格里改好后再发来。
plan-next-in-force = 已施行:{ $at }{ $by ->
        [none] {""}
       *[other] ,{ $by }确认
    }。措施改动记在任务卡上(/task 加序号)。
plan-carry = 沿用上年
plan-download = 下载表格
plan-import = 导入表格
plan-confirm = 确认施行
plan-give-up = 放弃草稿
plan-adjust = 调整
plan-back = 返回
plan-choose = { $programme }
plan-choice = · { $programme }
plan-which = 📋 <b>{ $year }年工作要点</b>:请选择是哪一个督察。
plan-ask-file = 📋 <b>{ $year }年工作要点</b> · { $programme }
    请把填好的表格(.xlsx)发到这里;写有{ $year }年目标的台账文件也可以。先给您看改动,确认才写入。
plan-ask-reason = 这{ $count }处措施改动没有写原因。措施定下后改动要有依据,请写一句原因,例如 按省政府专题会议要求调整。
plan-reason = { $year }年工作要点
plan-sheet-coming = 表格马上发来
plan-given-up = 草稿已放弃
plan-in-force-toast = { $year }年工作要点已施行
plan-sheet-here = 📋 { $year }年工作要点表格。填好后直接发回这里,先给您看改动,确认才写入。
plan-sheet-here-in-force = 📋 { $year }年工作要点(已施行)。要调整,改好发回来,先看改动再确认。
plan-sheet-file = { $year }年工作要点.xlsx
plan-sheet-name = { $year }年工作要点
plan-sheet-title = { $programme }{ $year }年工作要点
plan-sheet-how = 浅黄的格子可以填:今年目标(空着就是今年不设);要改措施,直接改文字并写明改动原因;取消一项措施,把文字清空并写原因;新增措施或指标,在该任务下面插一行。
plan-sheet-in-force = 本表为已施行的{ $year }年工作要点。
plan-told-in-force = 📋 <b>{ $year }年工作要点</b>已施行 · { $programme }
    { $by ->
        [none] 由另一位经办人确认。
       *[other] 由{ $by }确认。
    }写入目标{ $targets }个、措施改动{ $measures }处。用 /plan 查看。

plan-nothing-to-plan = 台账里还没有任务,没有可以列入工作要点的。请先用 /ledger 导入台账。
plan-year-expected = “{ $given }”不能作为年份。工作要点只能拟{ $this }年或{ $next }年的,例如 /plan { $next }
plan-file-expected = 现在等的是填好的表格。请发 .xlsx 文件;不导入了请点“返回”。
plan-file-not-read = “{ $file }”不是工作要点的表格,也没有读到整改任务。请下载表格填好再发。
plan-file-without-tasks = “{ $file }”里没有“{ $programme }”的任务,没有收下。请检查是不是发错了文件。
plan-programme-unknown = 表格标题写的是“{ $name }”,台账里没有这个督察。请用机器人发的表格填写,标题不要改。
plan-reason-expected = 请用一句话写明为什么改这些措施;不改了请点“返回”,在表格里恢复原文后再发。
plan-reason-long = 原因太长({ $given }字),请控制在{ $most }字以内。
plan-has-errors = 表格里有要先改的地方,什么都没有写入。
plan-ledger-moved = 这份草稿给您看过以后台账有了变化,还没有写入。请再核对一遍。
plan-decided = { $year }年工作要点已于{ $at }施行{ $by ->
        [none] {""}
       *[other] ({ $by }确认)
    },不用再确认。要改请点“调整”。

plan-task-unknown = 在办任务里没有序号{ $number }。
plan-no-number = 这一行没有序号,不知道是哪项任务。
plan-place-number = 措施序号“{ $given }”不是数字。新增的措施这一格请空着。
plan-measure-unknown = 序号{ $number }没有第{ $place }项措施。新增的措施,措施序号请空着。
plan-measure-twice = 序号{ $number }的第{ $place }项措施写了两行。请只留一行。
plan-figure-twice = 序号{ $number }的指标“{ $name }”写了两行。请只留一行。
plan-no-figure = 有目标没有指标名称。
plan-no-unit = 指标“{ $name }”没有写计量单位。
plan-other-unit = 指标“{ $name }”按“{ $unit }”计,表格里写的是“{ $given }”。单位不能改;要换单位,请用新名称另加一个指标。
plan-cell-formula = 这一格是公式,没有结果可读。请改成数字或文字。

measure-history-label = 措施变更
measure-history-title =
    措施变更({ $count })
    <blockquote expandable>{ $lines }</blockquote>
measure-history-more = 更早的 { $count } 处见全文
measure-history-changed = { $day } { $number ->
        [0] 措施(后已取消)
       *[other] 措施{ $number }
    }{ $by ->
        [none] {""}
       *[other] ({ $by })
    }:{ $before } → { $after }(原因:{ $reason })
measure-history-added = { $day } 新增措施{ $by ->
        [none] {""}
       *[other] ({ $by })
    }:{ $after }(原因:{ $reason })
measure-history-dropped = { $day } 取消措施{ $by ->
        [none] {""}
       *[other] ({ $by })
    }:{ $before }(原因:{ $reason })
measure-history-full-changed = { $day }{ $by ->
        [none] {""}
       *[other] ,{ $by }
    } 改{ $number ->
        [0] 措施(后已取消)
       *[other] 措施{ $number }
    },原因:{ $reason }
    原文:{ $before }
    改为:{ $after }
measure-history-full-added = { $day }{ $by ->
        [none] {""}
       *[other] ,{ $by }
    } 新增措施,原因:{ $reason }
    { $after }
measure-history-full-dropped = { $day }{ $by ->
        [none] {""}
       *[other] ,{ $by }
    } 取消措施,原因:{ $reason }
    原文:{ $before }
menu-plan = 年度工作要点
