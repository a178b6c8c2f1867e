# 销号:缺什么,确认,告知

closing-head = 📋 <b>销号 · 序号{ $number }</b> · { $programme }
    { $problem }
closing-missing = 现在还不能销号,还缺:
closing-missing-line = · { $what }
closing-missing-then = 补齐后再点一次。
closing-missing-acceptance = 通过验收
closing-missing-publicity = 公示期满{ $asked ->
        [1] {""}
       *[other] (要{ $asked }次,已满{ $ended }次)
    }
closing-missing-running = 有一次公示还没有结束
closing-missing-answer = 异议 { $number }{ $more ->
        [yes] 等{ $count }件
       *[no] {""}
    } 还没有答复
closing-missing-letter = 异议 { $number }{ $more ->
        [yes] 等{ $count }件
       *[no] {""}
    } 的邮件没有送达,请先在 /parked 里处理
closing-missing-post = 邮寄等候期{ $days }天,到{ $until }为止
closing-confirm = 程序要求的都已齐备。销号后:序号{ $number }转为“已销号”,并告知有关人员{ $people }人。这一步不能撤回。
closing-do = 确认销号
closing-see-period = 看公示
closing-look-again = 再看一次
closing-not-yet = 序号{ $number }现在还不能销号,屏幕上是还缺的。
closing-closed = 序号{ $number }已销号
closing-closed-already = 序号{ $number }已经销号了。
closing-done = 📋 <b>已销号 · 序号{ $number }</b> · { $programme }
    { $problem }
    { $day }销号。
closing-period = 公示 { $starts }至{ $ends },{ $days }天,{ $working }个工作日
closing-objections = 异议 { $count }件({ $numbers }{ $more ->
        [yes] 等
       *[no] {""}
    }),均已答复或撤回
closing-no-objections = 异议 公示期内没有收到
closing-record = 销号记录

# 回头看:已销号的任务退回整改

look-back-head = 📋 <b>回头看 · 序号{ $number }</b> · { $programme }
    { $problem }{ $day ->
        [none] {""}
       *[other] {" "}({ $day }销号)
    }
look-back-reason = 为什么回头看?请输入原因(存档,并告知有关单位),例如:现场抽查发现积水区仍有污水直排。
look-back-sure = 原因:{ $reason }

    确认后:<b>序号{ $number } 从“已销号”退回“整改中”</b>,原来的验收和公示不再算数,要重新验收、公示、销号;经过全部保留。有关单位从下一次调度起恢复报送。将告知有关人员{ $people }人。
    点“确认回头看”,或回复“确认回头看”;要改原因,直接再发一条。
look-back-do = 确认回头看
look-back-leave = 不退回了
look-back-left = 已离开,序号没有变动。
look-back-done = 序号{ $number }已退回整改
look-back-not-closed = 序号{ $number }现在不是“已销号”,不能回头看。
look-back-reason-expected = 请用文字写明原因,不超过{ $most }字。
look-back-reopened = ⚠️ <b>回头看 · 序号{ $number } 退回整改</b> · { $programme }
    { $problem }
    { $closed ->
        [none] {""}
       *[other] { $closed }销号,
    }{ $day }退回整改中。原因:{ $reason }
    { $owes ->
        [yes] 从下一次调度起恢复报送;整改完成后请重新申请验收。
       *[no] 要重新验收、公示后才能销号。
    }
