# 催办

menu-nudge = 催办
nudge-head = <b>办公室催办</b>
nudge-title = 📋 <b>催办:{ $departments }个单位欠{ $requests }项</b>,其中逾期{ $overdue }项{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
nudge-what = 点一个单位看明细,或全部催办。
nudge-nobody = 📋 现在没有欠报的单位,不用催办。
nudge-nobody-so-called = 没有找到“{ $given }”欠报的事项。请写单位名称或序号,例如 /nudge 水利厅;不写就列出全部。
nudge-all = 全部催办({ $count })
nudge-late = 只催逾期
nudge-department = 📋 <b>{ $department }</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
nudge-liaisons = 联络员{ $people }位{ $lost ->
        [0] {""}
       *[other] ,{ $lost }位联系不上
    }
nudge-task = { $light ->
        [red] 🔴
       *[other] ⚪
    } <b>序号{ $number }</b> { $problem } · { $period } · { $state ->
        [returned] 已退回
        [draft] 有草稿
       *[open] 未填
    } · { $due }截止,{ $left }
nudge-owes-nothing = 现在没有欠报的。
nudge-reminded = 已提醒{ $count }天{ $more ->
        [yes] ,最近
       *[no] {""}
    }:{ $days }
nudge-nudged = 已催办{ $count }天{ $more ->
        [yes] ,最近
       *[no] {""}
    }:{ $days }
nudge-letters = 已发督办单{ $count }件
nudge-this = 催办
nudge-letter = 督办单
nudge-talk = 记约谈
nudge-back = 返回
nudge-confirm-all = 📋 <b>催办全部欠报的单位</b>
nudge-confirm-late = 📋 <b>催办逾期的单位</b>
nudge-would = 将催办{ $departments }个单位{ $people }位联络员(共{ $requests }项)。
nudge-did = 已催办{ $departments }个单位{ $people }位联络员(共{ $requests }项)。
nudge-waits = 现在不是工作时间,将于{ $at }发出。
nudge-count-barred = { $count }个单位当天已催办过,不再催。
nudge-count-told = { $count }位联络员当天已收到提醒,不再打扰。
nudge-count-lost = { $count }位联系不上,请打电话。
nudge-count-unbound = { $count }个单位还没有联络员,请用 /invite 邀请。
nudge-confirm-what = 每人一条消息,写明全部待报。
nudge-confirm-nobody = 当天没有可以催办的人了。
nudge-yes = 确认催办({ $count })
nudge-said = 已催办{ $departments }个单位{ $people }位联络员{ $lost ->
        [0] {""}
       *[other] ;{ $lost }处联系不上
    }。{ $at ->
        [now] {""}
       *[other] 现在不是工作时间,{ $at }发出。
    }
nudge-nothing-owed = 已经没有欠报的,不用催办。
nudge-barred = 这个单位当天已经催办过,没有再发。明天可以再催。
nudge-told = 当天的提醒已经发给联络员,没有再发。明天可以催办。
nudge-lost = 联络员联系不上(可能停用了机器人),没有发出。请打电话联系。
nudge-unbound = 这个单位还没有联络员,没有发出。请用 /invite 邀请。
nudge-off = 设置里没有开放催办(collection.nudges_per_day 为0)。
