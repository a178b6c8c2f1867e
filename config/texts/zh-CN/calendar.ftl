# 日历:放假安排变动、尚未公布的年份

round-called = { $title ->
        [none] { $period }
       *[other] { $period }“{ $title }”
    }
calendar-recounted = ⚠️ <b>截止日有调整</b>:放假安排有变动,已重新计算。
calendar-settled = 📋 <b>截止日已确定</b>:放假安排已公布,已重新计算。
calendar-moved = { $round }:原定{ $before },现为<b>{ $due }</b>
calendar-kept = { $round }:<b>{ $due }</b>,不变
calendar-recounted-what = 请按新的日期报送;另行延期的不受影响,调度卡片已更新。
calendar-recounted-office = 仍欠报的联络员已另行通知;另行延期的不受影响,调度卡片已更新。
calendar-settled-what = 不再是暂定,调度卡片已更新。
calendar-uncovered = ⚠️ <b>{ $year }年放假安排还没有</b>
    下列调度的日期涉及{ $year }年,先按周一至周五暂计,都标“暂定”:
calendar-coming = { $round }({ $programme }):{ $opens }开始,{ $due }截止
calendar-uncovered-what = 国务院通常在上一年11月公布。公布后请运维更新程序,或把{ $year }年的放假和调休写进 overrides/holidays.toml;写入后自动重新计算,有变动的通知到人。
