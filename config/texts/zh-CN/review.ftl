# 审核

review-title = 🔎 <b>序号{ $number }</b> · { $department } · { $period } · { $late ->
        [yes] 迟报
       *[no] 按时
    }
review-status = 状态 { $status }{ $last ->
        [none] {""}
       *[other] {" "}· { $before } { $last }
    }
review-changed = 与{ $before }相比,文字改动 { $percent }%{ $based ->
        [yes] (从{ $before }文字改起)
       *[no] {""}
    }
review-alike-own = <b>与{ $period }自己的填报相似 { $percent }%</b>
review-alike = <b>与序号{ $number }{ $department ->
        [none] {""}
       *[other] {" "}{ $department }
    }{ $period ->
        [none] {""}
       *[other] {" "}{ $period }
    }的填报相似 { $percent }%</b>
review-figure-falls = <b>{ $name } 比{ $before }累计少</b>,单位已确认
review-figure-far = <b>{ $name } 远超全年目标</b>,单位已确认
review-text-marked =
    进展(<u>下划线</u>是新写的,<s>划掉</s>的是{ $before }的)
    <blockquote expandable>{ $text }</blockquote>
review-text-changes =
    改动处(<u>下划线</u>是新写的,<s>划掉</s>的是{ $before }的)
    <blockquote expandable>{ $text }</blockquote>
review-same-run = ……(相同{ $count }字)……
review-help =
    需协调事项
    <blockquote expandable>{ $text }</blockquote>
review-what = 请审核:通过,或退回并说明缺什么。
review-line-accepted = 已由{ $by ->
        [none] 经办人
       *[other] { $by }
    }于{ $at }通过。
review-line-returned = 已由{ $by ->
        [none] 经办人
       *[other] { $by }
    }于{ $at }退回:{ $comment }
review-is-taken-back = 单位已撤回修改,重新报送后再审。
review-accept = 通过
review-return = 退回并说明
review-compare = 与{ $before }对照
review-see-alike = 看异同
review-evidence = 看佐证
review-whole = 看全文
review-next = 下一份 ({ $count })
review-none = 🔎 没有待审核的了。
review-full-text = { $department } · 序号{ $number } · { $period } · 进展全文
review-full-text-name = 序号{ $number }-{ $department }-{ $period }.txt
review-evidence-file = 序号{ $number } · { $department } · { $period } · 佐证 { $at }/{ $of }
review-evidence-album = 序号{ $number } · { $department } · { $period } · 佐证 { $at }至{ $to }(共{ $of })
review-evidence-more = 序号{ $number } 已发{ $shown }份佐证,还有{ $left }份。
review-evidence-on = 接着看
review-evidence-coming = { $count }份佐证发在下面。
review-comment-title = 🔎 <b>退回</b> 序号{ $number } · { $department } · { $period }
review-comment-ask = 请输入退回意见:缺什么、怎么补。例如“缺验收单,请补拍照片”。
review-comment-expected = 退回要有文字意见,联络员才知道补什么。请直接输入。
review-comment-long = 意见有{ $given }个字,超过{ $most }个字。请精简后再发。
review-keep = 不退回
review-accepted-toast = 序号{ $number }已通过。
review-returned-toast = 序号{ $number }已退回。
review-decided = 这份已由{ $by ->
        [none] 另一位经办人
       *[other] { $by }
    }于{ $at }{ $decision ->
        [returned] 退回(意见:{ $comment })
       *[other] 通过
    }。
review-taken-back = 这份已被单位撤回修改,重新报送后再审。
review-accepted = 📋 序号{ $number } · { $period } 的填报已通过。
review-accepted-many = 📋 { $period } { $count }项填报已通过:序号{ $numbers }。
review-accepted-done = 📋 序号{ $number } · { $period } 的填报已通过,状态为已完成,可以申请验收。
review-apply = 申请验收
review-returned =
    📋 <b>序号{ $number }</b> · { $period } · 已退回
    意见:{ $comment }

    { $due ->
        [past] 已过截止日,请尽快补正后重新报送。
       *[ahead] 请补正后重新报送。
    }原来填的都在,只改要改的。
review-correct = 修改

review-queue-title = 🔎 <b>待审 { $count }份</b>{ $pages ->
        [1] {""}
       *[other] (第{ $page }页,共{ $pages }页)
    }
review-queue-line = 序号{ $number } { $department } · { $period } · { $status }{ $warnings ->
        [none] {""}
       *[other] {" "}· <b>{ $warnings }</b>
    }
review-queue-what = { $clean ->
        [0] 请逐份审核。
       *[other] 其中{ $clean }份按时、无雷同、数字不减,可一并通过;其余请逐份看。
    }
review-comma = 、
review-warning-late = 迟报
review-warning-alike = 雷同
review-warning-falls = 数字减少
review-warning-far = 数字过大
review-warning-help = 需协调
review-warning-uncompared = 正在比对
review-begin = 逐份审核
review-all = 一并通过({ $count })
review-open = 序号{ $which }
review-all-ask = 🔎 <b>一并通过 { $count }份?</b> 每份各记一次审核,联络员分别得到通知;通过后不能再退回。
review-all-taken =
    将通过
    <blockquote expandable>{ $lines }</blockquote>
review-all-kept =
    这{ $count }份不在内,请逐份看
    <blockquote expandable>{ $lines }</blockquote>
review-all-left = 一次最多这些,另外{ $count }份请再点一次。
review-all-yes = 全部通过({ $count })
review-all-no = 先不通过
review-all-press = 请点“全部通过”或“先不通过”。
review-all-accepted = 已通过{ $count }份。
review-all-moved = 已通过{ $count }份。另有{ $left }份没有动:序号{ $numbers }刚被另一位经办人审过,或单位已撤回。
review-comparison-title = 🔎 <b>序号{ $number }</b> · { $department } · { $period }
review-comparison-own = 对照 本单位{ $period }的填报
review-comparison-other = 对照 序号{ $number } · { $department } · { $period }
review-comparison-alike = 相似 { $percent }%
review-comparison-legend = { $own ->
        [yes] <u>下划线</u>是这次新写的,<s>划掉</s>的是上次有、这次没有的。
       *[no] <u>下划线</u>是这份才有的,<s>划掉</s>的是那一份才有的,其余相同。
    }
review-comparison-same = 两份文字一字不差。
review-comparison-text = <blockquote expandable>{ $text }</blockquote>
review-comparison-file = 改动较多,放在文件里看。
review-comparison-heading = 序号{ $number } { $department } 文字对照
review-comparison-paper = { $own ->
        [yes] 下划线是这次新写的,划掉的是上次有、这次没有的。
       *[no] 下划线是这份才有的,划掉的是那一份才有的,其余相同。
    }
review-comparison-name = 序号{ $number }{ $own ->
        [yes] 与{ $before }对照
       *[no] 与序号{ $other }对照
    }-{ $department }
review-nothing-to-compare = 没有可对照的文字:以前没有通过的填报,或其中一份没有文字。
