# 催报:提醒、明早再提醒、提醒之后上报

reminder-title = 📋 <b>{ $left }</b> · 还差{ $count }项没有报送
reminder-only = 📋 <b>{ $left }</b> · 还差 序号{ $number } 一项{ $state ->
        [draft] (草稿已写到第{ $step }步)
        [returned] (已退回,待修改)
       *[other] {""}
    }。
reminder-what = 点一项填报;要延期请发 /extend。
reminder-what-one = 点下面的按钮填报。
reminder-more = 点一项填报,全部待报见 /todo;要延期请发 /extend。
reminder-fill = 填报
reminder-go-on = 继续填报
reminder-correct = 修改
reminder-extend = 申请延期
reminder-snooze = 明早提醒
reminder-snooze-due = 明早提醒(逾期)
reminder-is-snoozed = 已定于{ $day }再提醒一次。
reminder-snoozed = { $day } { $at }再提醒您一次。
reminder-snoozed-late = { $day } { $at }再提醒您一次。请注意:那时已过截止日,报送会记为迟报。
reminder-snoozed-last = { $day } { $at }再提醒您一次。请注意:提醒已满,那天起将告知单位领导和办公室。
reminder-nothing-owed = 现在没有待报的,不用再提醒了。

escalation-title = ⚠️ <b>提醒已满,{ $departments }个单位仍欠{ $requests }项</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
escalation-what = 可一次催办全部,或点一个单位:催办、发督办单、记约谈。
escalation-nudge = 全部催办({ $count })
escalation-over = 📋 { $day }上报的各单位都已报送。
escalation-own-title = ⚠️ <b>本单位还有{ $requests }项进展没有报送</b>
escalation-own-what = 多次提醒联络员后仍未报送,请督促尽快报送。
overdue-line = { $light ->
        [red] 🔴
       *[other] ⚪
    } { $department } · 欠{ $count }项(序号{ $numbers }{ $more ->
        [yes] 等
       *[no] {""}
    }) · { $due }截止,{ $left }
overdue-answered = ⚪ { $department } · 已报送
overdue-department = { $name }
