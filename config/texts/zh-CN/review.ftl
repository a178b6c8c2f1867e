# 审核

review-title = 🔎 <b>序号{ $number }</b> · { $department } · { $period } · { $late ->
        [yes] 迟报
       *[no] 按时
    }
review-status = 状态 { $status }{ $last ->
        [none] {""}
       *[other] {" "}· 上季 { $last }
    }
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
review-evidence = 看佐证
review-whole = 看全文
review-next = 下一份 ({ $count })
review-none = 🔎 没有待审核的了。
review-full-text = { $department } · 序号{ $number } · { $period } · 进展全文
review-full-text-name = 序号{ $number }-{ $department }-{ $period }.txt
review-evidence-file = 序号{ $number } · { $department } · { $period } · 佐证 { $at }/{ $of }
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
