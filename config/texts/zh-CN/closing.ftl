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
closing-missing-answer = 异议 { $number } 还没有答复
closing-missing-letter = 异议 { $number } 的邮件没有送达,请运维人员先处理(xiaohao parked list)
closing-missing-post = 邮寄等候期{ $days }天,到{ $until }为止
closing-confirm = 程序要求的都已齐备。销号后:序号{ $number }转为“已销号”,并告知有关人员{ $people }人。这一步不能撤回。
closing-do = 确认销号
closing-look-again = 再看一次
closing-not-yet = 序号{ $number }现在还不能销号,屏幕上是还缺的。
closing-closed = 序号{ $number }已销号
closing-closed-already = 序号{ $number }已经销号了。
closing-done = 📋 <b>已销号 · 序号{ $number }</b> · { $programme }
    { $problem }
    { $day }销号。
