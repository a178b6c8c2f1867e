# 办结归档:一次督察办完了;归档以后还找得到什么;重新启用

archive-ask = 办结归档
archive-form-title = 📋 <b>办结归档</b> · { $name }
archive-struck = 任务{ $tasks }项,已销号{ $struck }项
archive-open-tasks = 未销号{ $count }项:序号{ $numbers }{ $more ->
        [yes] 等
       *[no] {""}
    }
archive-kept-up = 长期坚持的{ $count }项,归档后不再调度
archive-owed = 还有{ $count }项没有报送,归档后不再催,也不再收
archive-blocked = 现在还不能归档:
archive-blocked-period = · 公示{ $title ->
        [none] {""}
       *[other] “{ $title }”
    }还没有结束{ $day ->
        [none] {""}
       *[other] (到{ $day })
    }
archive-blocked-objections = · 异议 { $numbers }{ $more ->
        [yes] 等{ $count }件
       *[no] {""}
    } 还没有答复
archive-blocked-review = · 有{ $count }份报送还没有审核
archive-then = 处理完后再点一次。
archive-look-again = 再看一次
archive-not-yet = { $name }现在还不能归档,屏幕上是还缺的。
archive-reason = 还有任务没有销号。请输入归档理由(存档,并告知领导和经办人),例如:按省里通知并入第三轮督察一并整改。
archive-reason-expected = 请用文字写明理由,不超过{ $most }字。
archive-reason-given = 理由:{ $reason }
archive-sure = 确认后:不再调度、催报,看板和台账里不再列出;材料全部保留,在“已归档”里照样出文书,也可以重新启用。将告知领导和经办人共{ $people }人。
    点“确认归档”,或回复“确认归档”{ $reason ->
        [yes] ;要改理由,直接再发一条
       *[no] {""}
    }。
archive-do = 确认归档
archive-leave = 不归档
archive-left = 已离开,没有归档。
archive-moved-on = 刚才有了变化,请按屏幕上的再看一遍。
archive-done-toast = 已归档
archive-done = 📋 <b>已归档</b> · { $name }
    { $day }办结归档。
archive-ended = 没有报送的{ $count }项不再催报
archive-done-what = 不再调度和催报;材料全部保留。
archive-open = 看归档
archive-is-archived = { $name }已经归档。要再办理,请先在 /documents 的“已归档”里重新启用。
report-ended = { $why ->
        [cancelled] 序号{ $number }所在的专项调度已经撤销,这一项不用再报了。
       *[archived] 序号{ $number }所属的督察已经办结归档,这一项不用再报了。
    }
row-ended = 已终止
board-request-ended = 已终止

board-empty-archived = 正在办理的督察没有了,都已归档。归档的在 /documents 的“已归档”里;新的台账请发到这里导入。
archive-button = 已归档{ $count }个
archive-list = 📋 <b>已归档的督察</b>
archive-line = { $at }. { $name } · { $tasks }项 · { $day }归档
archive-none = 📋 没有已归档的督察。
archive-title = 📋 <b>{ $name }</b> · 已归档
archive-closed-on = { $day }办结归档
archive-task-is = 所属督察已归档
archive-task = 序号{ $number } { $problem }
archive-what = 点下面的按钮出文书;“记录”是各项任务的销号记录。
archive-ledger = 下载台账
archive-year = { $year }年总结
archive-record = 记录 { $number }
archive-to-list = 回已归档
archive-reopen = 重新启用
archive-reopen-sure = 启用后:回到看板和台账,从下一次调度起照常报送{ $back ->
        [0] {""}
       *[other] ;还没到截止日的{ $back }项恢复报送
    }。将告知领导、经办人和要恢复报送的联络员。
archive-reopen-do = 确认启用
archive-reopen-leave = 不启用
archive-reopened-toast = 已重新启用
archive-reopened = 📋 <b>重新启用</b> · { $name }
    { $closed }归档,{ $day }重新启用。
archive-back = 还没到截止日的{ $count }项恢复报送。
archive-reopened-what = 从下一次调度起照常进行。
archive-reopened-owes = 请按截止日报送,见 /todo 。
