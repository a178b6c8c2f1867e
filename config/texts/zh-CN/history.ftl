# 我的报送记录

menu-history = 报送记录
history-title = 📋 <b>报送记录</b> · 共{ $count }份
history-none = 📋 还没有报送过。待报的在 /todo。
history-round = <b>{ $period }</b>
history-line = 序号{ $number } { $problem } · { $department ->
        [none] {""}
       *[other] { $department } ·{" "}
    }{ $state }{ $at ->
        [none] {""}
       *[other] {" "}· { $at }
    }{ $late ->
        [yes] (迟报)
       *[no] {""}
    }
history-what = 点一份查看全文。
history-open = 查看 序号{ $number }
history-open-long = 查看 { $number }
history-back = 返回列表
history-files = 看佐证
history-comment = 审核意见:{ $comment }
history-file = 序号{ $number } · { $period } · 佐证 { $at }/{ $of }
