# 异议的办理:状态、提问、期限、同组、提醒

## 状态

objection-state-underway = 已登记,正在送达受理邮箱
objection-state-received = 已登记
objection-state-routed = 已登记,已送达受理邮箱
objection-state-under-review = 正在办理
objection-state-asked = 工作人员想请您补充说明
objection-state-upheld = 已答复:异议成立
objection-state-not-upheld = 已答复:异议不成立
objection-next-open = 有答复时我们会在这里通知您。
objection-next-asked = 请点“回答”,文字、照片和文件都可以。不回答也会继续办理。
case-stage-received = 已登记,正在送达受理邮箱
case-stage-routed = 已送达受理邮箱
case-stage-under-review = { $by ->
        [none] 办理中
       *[other] 办理中(经办人 { $by })
    }
case-stage-asked = 已问提出人,等对方回答
case-stage-upheld = 已答复:成立
case-stage-not-upheld = 已答复:不成立
case-stage-withdrawn = 提出人已撤回
case-unseen = ,待阅
case-seen-by = { $by ->
        [none] ,已阅
       *[other] ,已阅({ $by })
    }
case-due = 答复期限 { $day } { $light }
case-light-white = ⚪待答复
case-light-asked = ⚪等对方回答,不计时
case-light-amber = 🟡临近
case-light-red = 🔴逾期
case-light-green = 🟢已办结
case-said-question = 问:{ $text }
case-said-reply = { $text ->
        [none] 提出人回答:见材料
       *[other] 提出人回答:{ $text }
    }
case-said-unsettled = 提出人认为尚未解决:{ $text ->
        [none] (内容已删除)
       *[other] { $text }
    }
case-settled = 提出人表示已解决。
case-next-answer = 请核查后答复;情况不清楚可以先问提出人。
case-next-asked = 对方回答后会通知您;也可以不等,直接答复。
case-take = 开始办理
case-ask = 问一问
objection-taken = 已记为办理中

## 提问

question-head = ✉️ <b>向异议 { $number } 的提出人提问</b>
question-ask = 请输入要问的话,例如:您说的排口在河道哪一侧?对方的账号您看不到,回答会送回这里。
question-preview =
    { $text }
    点“发给提出人”发出,或回复“发送”。等待回答期间,答复期限不计时。
question-send = 发给提出人
question-leave = 先不问
question-left = 已离开,没有提问。
question-sent = ✉️ 已发给提出人,回答后会通知您。
question-text-only = 提问请用文字。
question-expected = 请输入要问的话,不超过{ $most }字。
question-no-way = 这件异议没有可以回话的账号,请用电话或信件联系提出人。
question =
    ✉️ <b>{ $number } 请您补充说明</b>
    { $text }
    { $next }
question-open = 点“回答”,文字、照片和文件都可以。受理单位看不到您的账号。
question-answered = 您已回答,谢谢。
question-closed = 这件异议已办结或撤回,不用再回答。
question-replied = ✉️ 回答已送出,办理继续。
objection-question-text = 工作人员问:<blockquote expandable>{ $text }</blockquote>
objection-reply = 回答
objection-replying = ✉️ <b>回答提问 · { $number }</b>
objection-reply-send = 发送回答
letter-subject-reply = 异议 { $register } 提出人的回答 · 序号{ $numbers }{ $parts ->
        [1] {""}
       *[other] ({ $part }/{ $parts })
    }
letter-opening-reply = { $part ->
        [1] 提出人回答了工作人员的提问,公示为“{ $title }”。
       *[other] 这是同一次回答的后续材料,公示为“{ $title }”。
    }
letter-question = 工作人员的提问:

## 期限

due-moved =
    ✉️ <b>因放假安排变动,下列异议的答复期限改了</b>
    { $list }
due-moved-line = · { $number } 原{ $before },现{ $day }

## 提醒

cases-waiting =
    ✉️ <b>异议待办</b> { $total }件
    { $list }{ $more ->
        [0] {""}
       *[other] {""}
        …另有{ $more }件
    }

    请点登记号查看和办理。
cases-waiting-line = · { $number } 序号{ $tasks } { $light }{ $seen ->
        [yes] {""}
       *[no] ,还没有人阅
    }
cases-waiting-due = ,{ $day }前答复
case-light-unseen = 🟡待阅
cases-list = 待办列表
unseen-long =
    ⚠️ <b>{ $count }件异议一直没有人阅</b>
    { $list }
    { $again ->
        [none] 请过问。
       *[other] 请过问。仍没有人阅的,{ $again }个工作日后再告知您。
    }
unseen-long-line = { $number } · 已提醒经办人{ $times }次
unseen-long-more = 还有{ $count }件

## 每日邮件

digest-subject = 未办结异议{ $count }件 · { $day }
digest-opening = 到今天上班时,送到本邮箱的异议还有{ $count }件没有办结:
digest-heading = 登记号、涉及任务、已收天数、状态:
digest-line = { $number },序号{ $tasks },{ $days ->
        [0] 今天收到
       *[other] 第{ $days }天
    },{ $state }
digest-due = ,答复期限{ $day }

## 同组

case-group = 同组{ $count }件(连同 { $numbers }),一次答复,各收各的。
case-alike = { $count ->
        [1] 与 { $numbers } 内容相似{ $percent }%,是同一件事吗?
       *[other] 与 { $numbers } 等{ $count }件内容相似(最高{ $percent }%),是同一件事吗?
    }
case-join = 并入同组
case-not-same = 不是
case-ungroup = 移出同组
objection-grouped = 已并为一组,共{ $count }件
objection-not-grouped = 已记下,不再提示
objection-ungrouped = 已移出同组

## 答复的送达

reply-group = 同组共{ $count }件(连同 { $numbers }),各收到同一答复。
reply-preview-told =
    结论 { $verdict }
    { $answer }
    提出人在这里没有账号。点答复的方式:已经告知的记下来,或由机器人发邮件到对方留下的邮箱。
reply-mail = 发邮件
reply-phone = 已电话答复
reply-letter = 已书面答复
reply-mailed = 已邮件答复
reply-noted = ✉️ 答复已记入登记。
case-answered-phone = 已电话答复。
case-answered-letter = 已书面答复。
case-answered-mail = 已用邮件答复。
answer-letter-subject = 关于异议 { $register } 的答复
answer-letter-opening = 您对“{ $title }”提出的异议,现答复如下:
answer-letter-call = 如有不同意见,可拨打 { $phones }。
task-back =
    📋 <b>序号{ $number } 退回“整改中”</b>
    { $problem }
    公示期内的异议经核查成立(登记号 { $registers }),原验收和公示作废。请继续整改,完成后重新申请验收。{ $phones ->
        [none] {""}
       *[other] {""}
        具体情况请联系办公室 { $phones }。
    }

## 列表

cases-head = ✉️ <b>异议 · { $which }</b> { $total }件
cases-of-notice = 公示:{ $title }
cases-open = { $register }
cases-which-open = 待办
cases-which-soon = 临近逾期
cases-which-asked = 等对方回答
cases-which-answered = 已答复
cases-which-all = 全部
cases-by-notice = 按公示
cases-all-notices = 全部公示
cases-none-open = 没有待办的异议。
cases-none-soon = 没有临近或逾期的异议。
cases-none-asked = 没有等对方回答的异议。
cases-none-answered = 还没有答复过异议。
cases-none-all = 还没有收到异议。
cases-next = 点登记号查看和办理。
cases-line = · { $number } 序号{ $tasks } { $state } · { $days ->
        [0] 今天收到
       *[other] 第{ $days }天
    }{ $due ->
        [none] {""}
       *[other] {" "}· { $due }前答复
    }
cases-light-unseen = 🟡待阅
cases-light-white = ⚪{ $stage }
cases-light-amber = 🟡临近,{ $stage }
cases-light-red = 🔴逾期,{ $stage }
cases-light-green = 🟢{ $stage }
cases-stage-received = 待答复
cases-stage-routed = 待答复
cases-stage-under-review = 办理中
cases-stage-asked = 等对方回答
cases-stage-upheld = 成立
cases-stage-not-upheld = 不成立
cases-stage-withdrawn = 已撤回
cases-choose-notice = ✉️ <b>看哪一项公示的异议?</b>
cases-notice-line = { $at }  { $title }:未办结{ $open }件,共{ $total }件
cases-notice = 公示 { $at }
