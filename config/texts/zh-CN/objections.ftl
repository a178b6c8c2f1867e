# 异议:公众提出、回执与进度、经办人受理与答复

## 正在公示

notices =
    📢 <b>正在公示</b>
    { $list }

    对哪一项有不同意见,点下面的按钮提出,实名、匿名都可以。
notices-line = · { $title }({ $starts }至{ $ends })
notices-object = 提出异议
notices-object-to = 序号{ $numbers }
notices-none = 现在没有正在公示的事项。{ $ways }。
objection-call = 您可以拨打 { $phones }
objection-write = 写信到 { $emails }
objection-or = ,或
objection-visit = 您可以向办公室当面反映
objection-notice-unknown = 没有找到这项公示。正在公示的事项在 /notices。
objection-period-over = “{ $title }”的公示期已于{ $ends }结束。{ $ways };如果是{ $ends }(含当日)前寄出的信,以邮戳为准。{ $kept }
objection-period-ahead = “{ $title }”的公示期从{ $starts }开始,到{ $ends }结束,届时可在这里提出异议。现在{ $ways }。
objection-period-withdrawn = “{ $title }”已撤回,不再受理异议。{ $ways }。
objection-draft-kept = 您写的内容没有提交,保留24小时。
objection-period-closed = 公示期已过,没有提交
objection-office = 办公室

## 提出异议

objection-head =
    ✉️ <b>对“{ $title }”提出异议</b>
    第{ $number }步,共{ $of }步 · { $step }
    { $days ->
        [0] 公示期已于{ $ends }24:00结束,不能再提交
       *[other] 公示期还剩{ $days }天(至{ $ends }24:00)
    }
objection-step-who = 方式
objection-step-name = 姓名
objection-step-contact = 联系方式
objection-step-tasks = 涉及任务
objection-step-matter = 内容和材料
objection-step-preview = 核对
objection-who =
    请选择:
    <b>实名</b>:姓名和联系方式只用于办理,加密保存,办结{ $days }天后删除。
    <b>匿名</b>:受理单位看不到您的账号;机器人仅为把答复送回给您而保存会话编号(加密)。
    两种方式下,内容和材料都会以邮件送到 { $emails },并登记编号。提交前,什么都不会送出。
objection-anonymously = 匿名提出
objection-by-name = 实名提出
objection-read = 先看公示全文
objection-leave = 不提了
objection-leave-form = 离开
objection-back = 上一步
objection-next = 下一步
objection-all = 全部任务
objection-check = 核对
objection-change = 改内容
objection-confirm = 确认提交
objection-pick = 序号{ $task }
objection-name =
    { $kept ->
        [none] {""}
       *[other] 已填:{ $kept }{" "}
    }请输入您的姓名。
objection-contact =
    { $kept ->
        [none] {""}
       *[other] 已填:{ $kept }{" "}
    }请输入电话或电子邮箱,例如 010-55501234 或 name@example.org。
objection-tasks =
    这次公示含几项任务。您的异议涉及哪几项?如果成立,只有涉及的任务退回整改。
    { $list }

    点按钮选,或直接输入序号,例如 21、33。
objection-task = ▫️ 序号{ $number } { $problem }
objection-task-chosen = ☑️ 序号{ $number } { $problem }
objection-matter = 请写下您的意见,可以分几条发;照片和文件也直接发到这里。写完点“核对”,或回复“核对”。改已发的消息,草稿跟着改。
objection-plain = { $text }
objection-quoted = <blockquote expandable>{ $text }</blockquote>
objection-files = 材料{ $count }份:{ $names }
objection-files-anonymous = 文件名改成“材料1”这样的名字。
objection-traces-ask = ⚠️ 文件本身可能带有拍摄位置、设备或作者姓名,要去掉吗?之后发来的文件照此办理。
objection-traces-first = 请先选择文件里的拍摄位置、设备和作者要不要去掉(点按钮,或回复“去掉”“原样”)。
objection-traces-may = 文件本身可能带有拍摄位置、设备或作者姓名,需要的话可以去掉。
objection-traces-stay = 按原样送,文件里的拍摄位置、设备和作者不去掉。
objection-traces-gone = 送出的文件已去掉拍摄位置、设备和作者,画面和文字不变。
objection-rest-ask = ⚠️ { $names } 不能保证去干净(压缩包、加密、带签名或少见的格式)。这几份还送吗?也可以改发截图。
objection-rest-first = 请先选择去不掉的那几份还送不送(点按钮,或回复“照样送”“不送”)。
objection-rest-sent = { $names } 去不掉,按原样送。
objection-rest-dropped = 去不掉的不送:{ $names }。
objection-wish-clean = 去掉后再送
objection-wish-as_is = 按原样送
objection-wish-rest_send = 照样送
objection-wish-rest_drop = 不送这几份
objection-preview =
    涉及 序号{ $numbers }
    { $who }
    将送到 { $emails }
objection-preview-anonymous = 匿名
objection-preview-named = 实名:{ $name },{ $contact }
objection-consent = 点“确认提交”(或回复“确认提交”)即同意:以上内容加密保存并送到受理邮箱;身份信息和送回答复的会话编号在办结{ $days }天后删除。
objection-long = <b>{ $title }</b>{ $parts ->
        [1] {""}
       *[other] ({ $part }/{ $parts })
    }
objection-left = 已离开,没有提交,写过的内容已清除。
objection-forgotten = ✉️ 写了一半的异议放了24小时没有动,内容已清除,没有提交。要提出请点 /object。
objection_addition-forgotten = ✉️ 写了一半的补充放了24小时没有动,内容已清除,没有送出。要补充请点 /receipt。
objection-lodged = ✉️ 已提交。回执码和办理进度在下面两条消息里。
objection-lodged-toast = 已受理
objection-added = 已加入(共{ $given }字),可继续补充。
objection-edited = 已按您改的更新(共{ $given }字)。
objection-terms-changed = 您核对以后,受理邮箱或保存期限有变化。请看过现在的内容,再确认提交。
objection-files-kept = 已收到,现有材料{ $files }份。
objection-files-too-many = 一件异议最多{ $most }份材料,这次发的没有收下。可以把几份合成一份(例如PDF)再发。
objection-not-text = 这里收文字、照片和文件,这条没有收下。
objection-who-first-kept = 您写的内容已放进草稿,后面可以改。请先选匿名还是实名(点按钮,或回复“匿名”“实名”)。
objection-text-missing = 还没有文字内容。请用一两句话写明您的意见,再核对提交。
objection-text-too-long = 内容共{ $given }字,最多{ $most }字,刚才这条没有加入。较长的材料可以作为文件发来。
objection-who-first = 请先选匿名还是实名(点按钮,或回复“匿名”“实名”)。
objection-name-expected = 请只输入姓名,不超过{ $most }个字。
objection-contact-expected = “{ $given }”看起来不是电话或邮箱。请输入例如 010-55501234 或 name@example.org。
objection-task-unknown = 没有看懂“{ $given }”。这次公示的序号有:{ $numbers }。请输入其中的,例如用顿号隔开。
objection-edit-unknown = 改的这条消息不在草稿里,草稿没有变。已提交的内容请用“补充材料”。
objection-too-many-starts = 一小时内开始的次数太多(最多{ $most }次),请过{ $minutes }分钟再试;已写的内容还在。{ $phones ->
        [none] {""}
       *[other] 急事请拨打 { $phones }。
    }{ $emails ->
        [none] {""}
       *[other] 也可写信到 { $emails }。
    }
objection-too-many = 一天内最多提交{ $most }件,这件还没有提交,写的内容还在,{ $hours }小时后可以再确认。{ $phones ->
        [none] {""}
       *[other] 急事请拨打 { $phones }。
    }{ $emails ->
        [none] {""}
       *[other] 也可写信到 { $emails }。
    }
addition-too-many = 一天内最多补充{ $most }次,这次还没有送出,写的内容还在,{ $hours }小时后可以再发送。{ $phones ->
        [none] {""}
       *[other] 急事请拨打 { $phones }。
    }{ $emails ->
        [none] {""}
       *[other] 也可写信到 { $emails }。
    }

## 回执与进度

receipt =
    ✉️ <b>已受理。回执码</b>(只有您知道,请保存):
    <code>{ $code }</code>
    凭它可用任何账号查看进度、补充材料(发送 /receipt);我们无法找回。
receipt-copy = 复制回执码
receipt-ask =
    ✉️ <b>查看进度</b>
    请发来回执码,例如 K7M4-Q2XD-…(大小写和横线不影响)。
receipt-left = 已离开。要查进度时再点 /receipt。
receipt-found = 已找到,进度在下面。
receipt-unknown = 没有找到这个回执码。请核对后再发一次;回执码在受理时发给您的那条消息里。
receipt-slow = 试的次数太多,请{ $minutes }分钟后再试。
objection-not-yours = 这件异议需要先核对回执码。请发送 /receipt。
objection-state =
    ✉️ <b>登记号 { $number }</b>(可以告诉工作人员)
    { $title }
    状态 { $state }{ $seen }{ $due ->
        [none] {""}
       *[other] {""}
    答复 最迟{ $due }
    }

    { $next }
objection-state-withdrawn = 已撤回
objection-state-seen = ,工作人员已阅
objection-state-asking = 撤回后不再办理,也不能恢复。确定撤回吗?
objection-next-answered = 答复在单独的消息里。
objection-next-withdrawn = 这件异议不再办理。
objection-add = 补充材料
objection-withdraw = 撤回
objection-withdraw-sure = 确认撤回
objection-withdraw-not = 不撤回
objection-withdrawn = { $number } 已撤回
addition =
    ✉️ <b>补充材料 · { $number }</b>
    请直接发文字、照片或文件,可以分几条;发完点“发送补充”,或回复“发送补充”。
addition-send = 发送补充
addition-leave = 不补充了
addition-left = 已离开,没有补充,写过的内容已清除。
addition-sent = ✉️ 补充已送出,会和原件一起办理。
addition-empty = 还没有补充内容。请先发文字或材料。
addition-too-late = 这件异议已办结或撤回,不能再补充。
objection-answered =
    ✉️ <b>{ $number } 的答复</b>
    { $verdict }
    { $answer }
    { $next }
verdict-upheld-public = 结论 异议成立,相关任务退回继续整改
verdict-refused-public = 结论 异议不成立
objection-answered-ask = 您的问题解决了吗?
objection-answered-settled = 您已表示解决。谢谢。
objection-answered-unsettled = 您已表示未解决,意见已转给工作人员。
objection-settled-yes = 已解决
objection-settled-no = 未解决
objection-settled = 已记下,谢谢
objection-settled-already = 已经记下您的意见。
objection-words =
    ✉️ <b>{ $number } 尚未解决</b>
    请用几句话说明还有什么没有解决,会转给工作人员。请不要写您的姓名和电话。
objection-words-expected = 请用文字说明,不超过{ $most }字。
objection-unsettled = ✉️ 已转给工作人员。

## 经办人

case =
    ✉️ <b>异议 { $number }</b> · { $who }
    提交 { $moment }
    { $tasks }
    状态 { $state }
case-task = 序号{ $number } { $problem }
case-anonymous = 匿名
case-named = 实名
case-source-phone = 来电
case-source-letter = 来信
case-source-mail = 来邮件
case-late = ⚠️逾期
case-files = 材料{ $files }份
case-additions = 有补充{ $additions }次,已并入上文
case-answer = 答复:{ $answer }
case-next = 请阅后答复。
case-seen = 已阅
case-reply = 答复
case-show-files = 看材料({ $files })
case-show-text = 看全文
case-show-contact = 看联系人
case-contact =
    异议 { $number } 的提出人
    姓名 { $name }
    联系方式 { $contact }
    仅用于办理;本次查看已记录。
case-file = 异议 { $number } · { $name }
case-file-left-out = 异议 { $number } · { $name }(太大,没有随邮件送出;信中已写明大小和校验值)
case-unsettled =
    ✉️ <b>{ $number } 的提出人认为尚未解决</b>
    { $words }
    已列入登记,不影响办结。
objection-seen = 已记为已阅
objection-seen-already = 已有人阅过
objection-no-files = 这件异议没有材料。
objection-no-contact = 这件异议是匿名的,没有联系人。
objection-contact-gone = 提出人的姓名和联系方式已删除(到期,或应提出人要求)。
objection-no-longer-open = 这件异议已答复或已撤回,屏幕上是最新的。
reply-head = ✉️ <b>答复异议 { $number }</b>
reply-verdict =
    涉及 序号{ $numbers }
    异议是否成立?(点按钮,或回复“成立”“不成立”)
reply-text =
    结论 { $verdict }
    请输入给提出人的答复,会原文送达。
reply-preview =
    结论 { $verdict }
    { $answer }
    核对无误后发送,或回复“发送答复”。
reply-sure =
    成立后,<b>序号{ $numbers } 退回“整改中”</b>,已通过的验收和公示作废,需要重新来过。不能撤销。
    点“确认成立”,或回复“确认成立”。
verdict-upheld = 成立
verdict-refused = 不成立
reply-upheld = 成立
reply-refused = 不成立
reply-send = 发送答复
reply-uphold-sure = 确认成立
reply-leave = 先不答复
reply-left = 已离开,没有答复。
reply-sent = ✉️ 答复已送出。
reply-text-only = 答复请用文字。
reply-text-expected = 请输入答复,不超过{ $most }字。
reply-verdict-first = 请先选成立还是不成立。
reply-objection-grew = 提出人刚刚作了补充,请先看过再发送;答复还在。
