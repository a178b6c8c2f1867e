# 申请延期

menu-extend = 申请延期
extension-open = 申请延期
extension-nothing-owed = 现在没有待报的,不需要延期。
extension-sent-already = 序号{ $number }已经报送,不需要延期。
extension-asked-already = 序号{ $number }的延期申请正在等办公室答复。
extension-which-title = 📋 <b>申请延期</b>
extension-line = <b>序号{ $number }</b> { $problem } · { $period } · { $due }前{ $asked ->
        [yes] {" "}· 已申请
       *[no] {""}
    }
extension-which-ask = 哪一项要延期?请点一项,或输入序号。
extension-title = 📋 <b>序号{ $number }</b> · { $period } · 申请延期
extension-due = 现在的截止日 { $due },{ $left }
extension-until = 延到 { $until }
extension-ask-day = 要延到哪一天?请点一项,或输入日期,例如 10月25日。
extension-offer = +{ $days }个工作日:{ $until }
extension-ask-reason = 请写延期的理由,写完就送到办公室。
extension-more = +{ $days }个工作日
extension-leave = 不申请了
extension-left = 没有申请延期,截止日不变。
extension-not-text = 这里要文字或按钮,这条没有记下。
extension-not-a-day = “{ $given }”看不出是哪一天。请输入日期,例如 10月25日 或 2024-10-25。
extension-not-later = 这一天不晚于现在的截止日。请选更晚的一天。
extension-is-past = 这一天已经过了。请选今天以后的一天。
extension-too-far = 延期最多一年。请选近一点的日子。
extension-day-changed = 日期已改。还要写理由。
extension-reason-expected = 请写延期的理由,例如“验收推迟到20日”。
extension-reason-long = 共{ $given }个字,超过{ $most }个字,没有记下。请写短一些。
extension-asked = 序号{ $number }的延期申请已送到办公室。
extension-withdrawn = 序号{ $number }的延期申请已撤回。

extension-state-asked = 📋 <b>序号{ $number }</b> · { $period } · 延期申请已送出
extension-state-granted = 📋 <b>序号{ $number }</b> · { $period } · 同意延期
extension-state-refused = 📋 <b>序号{ $number }</b> · { $period } · 不同意延期
extension-state-withdrawn = 📋 <b>序号{ $number }</b> · { $period } · 延期申请已撤回
extension-state-moot = 📋 <b>序号{ $number }</b> · { $period } · 已报送,不再需要延期
extension-from-to = { $due } → { $until }
extension-reason = 理由:{ $reason }
extension-opinion = 意见:{ $opinion }
extension-after-due = 申请时已过截止日,办公室会看到。
extension-what-asked = 办公室答复后会在这里告知;答复之前截止日不变。
extension-what-granted = 请于{ $until }前报送。
extension-what-refused = 截止日不变,请尽快报送。
extension-what-withdrawn = 截止日不变。
extension-what-moot = 报送已收到。
extension-withdraw = 撤回申请

extension-decide-title = 📋 <b>申请延期 · 序号{ $number }</b> · { $department } · { $period }
extension-length = 延{ $days }个工作日
extension-asked-line = { $at }提出{ $after ->
        [yes] (已过截止日)
       *[no] {""}
    }
extension-earlier = 这一项此前已同意延期{ $count }次。
extension-decide-what = 请决定:同意,或不同意并说明。
extension-grant = 同意
extension-refuse = 不同意并说明
extension-line-granted = 已同意:{ $by ->
        [none] 经办人
       *[other] { $by }
    } { $at }
extension-line-refused = 不同意:{ $by ->
        [none] 经办人
       *[other] { $by }
    } { $at }
extension-over-withdrawn = 单位已撤回申请,不用决定了。
extension-over-moot = 单位已按时报送,不用决定了。
extension-over = 这份申请已撤回或不再需要,现在显示的是最新情况。
extension-decided = { $by ->
        [none] 另一位经办人
       *[other] { $by }
    }已于{ $at }{ $decision ->
        [granted] 同意
       *[other] 答复不同意
    }。
extension-granted-toast = 已同意,序号{ $number }的截止日已改,单位会收到通知。
extension-refused-toast = 已答复不同意,单位会收到通知。
extension-opinion-title = 📋 <b>不同意延期 · 序号{ $number }</b> · { $department } · 申请延到{ $until }
extension-opinion-ask = 请写不同意的原因,单位会看到。
extension-opinion-expected = 请写明原因,例如“全省统一汇总,最迟20日”。
extension-keep = 先不决定
extension-waiting = { $count ->
        [0] 没有等待答复的延期申请。
       *[other] 共{ $count }份等待答复,先显示最早的{ $shown }份;答复之后再用 /extend 看其余的。
    }
