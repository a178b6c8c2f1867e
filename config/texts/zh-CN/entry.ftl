# 登记来电来信:经办人替来电、来信、来邮件的人登记异议;逾期的怎么办

entry-head = ✉️ <b>登记来电来信</b>
entry-notice = 对“{ $title }”
entry-which = 是对哪一次公示的?请点,或输入序号,例如 21。
entry-notice-line = { $at }  序号{ $numbers } · { $starts }至{ $ends } · { $running ->
        [yes] 公示中
       *[no] 已结束
    }
entry-choose = { $at } 序号{ $number }
entry-source = 怎么来的?(点按钮,或回复“来电”“来信”“邮件”)
entry-source-chat = 机器人
entry-source-phone = 来电
entry-source-letter = 来信
entry-source-mail = 邮件
entry-phone = 来电
entry-letter = 来信
entry-mail = 邮件
entry-matter =
    { $source ->
        [letter] 请用一条消息写明:第一行邮戳日期,然后是来信人和电话(没有就不写,按匿名登记),再写内容。信的照片也可直接发来。例如:

            10月17日
            来信群众 0311-55501234
            公园北侧仍有污水直排
       *[other] 请用一条消息写明:第一行来电人(或发件人)和联系方式(没有就不写,按匿名登记),下面写内容。材料也可直接发来。例如:

            来电群众 0311-55501234
            公园北侧仍有污水直排
    }
entry-postmark = 邮戳是哪天的?请输入日期,例如 10月17日。邮戳在公示期内的,晚到也算期内。
entry-unreadable = 邮戳不清
entry-received = 哪天收到的(电话是哪天打来的)?请点,或输入日期,例如 10月17日。
entry-tasks = 涉及哪几项任务?如果成立,只有涉及的任务退回整改。点按钮选,或输入序号,例如 21、33。
entry-came = { $source } · { $received }收到{ $posted ->
        [none] {""}
        [unreadable] ,邮戳不清,按收到日算
       *[other] ,邮戳{ $posted }
    }
entry-in-time = 期内(公示到{ $ends })
entry-is-late = ⚠️ 逾期(公示到{ $ends }):照样登记,标为逾期。如果其实早就收到,请点“改收到日”。
entry-about = 涉及 序号{ $numbers }
entry-anonymous = 匿名(没有写来电来信人)
entry-named = 实名:{ $name },{ $contact }
entry-then = 核对无误点“登记”,或回复“登记”。要补充就直接发来;写错了,改已发的那条消息。
entry-register = 登记
entry-change-received = 改收到日
entry-change-source = 改来源
entry-change-postmark = 改邮戳
entry-change-tasks = 选任务
entry-leave = 不登记了
entry-left = 已离开,没有登记,写过的内容已清除。
entry-forgotten = ✉️ 登记了一半的来电来信放了24小时没有动,内容已清除,没有登记。要登记请点 /objections。
entry-registered = 已登记 { $number }
entry-done = ✉️ <b>已登记 { $number }</b> · { $source } · { $who }
entry-routed = 内容正在送到受理邮箱。回执码在下一条消息里。
entry-not-routed = ⚠️ 这次公示没有受理邮箱,内容没有发邮件;各经办人已在聊天里看到。回执码在下一条消息里。
entry-done-late = 标为逾期,怎么处理请在另一条消息里点选。
entry-done-closed = ⚠️ 序号{ $numbers }已销号。异议如果成立,请先在 /task 里“回头看”,再答复。
entry-code =
    ✉️ <b>{ $number } 的回执码</b>(只显示这一次)
    <code>{ $code }</code>
    { $source ->
        [phone] 请读给来电人听,请对方记下。
        [letter] 请写进复函。
       *[other] 请回复给对方。
    }对方在本机器人里发送 /receipt 和这个码,就能查看进度、补充材料。请不要留存。
entry-source-expected = 请先选怎么来的:点按钮,或回复“来电”“来信”“邮件”。
entry-notice-expected = 没有找到“{ $given }”。请点一次公示,或输入序号,例如 21。
entry-day-expected = 没看懂“{ $given }”是哪天,或者还没有到。请输入日期,例如 10月17日。
entry-posted-after = 邮戳({ $posted })不会晚于收到的日子({ $received })。请改邮戳日期,或先改收到日。
entry-edit-unknown = 改的这条消息不在这次登记里,登记的内容没有变。
entry-edited = 已按您改的更新。
entry-no-notice = 没有正在公示或已结束的公示,不能登记异议。公示在 /publicity。
entry-new = 登记来电来信
late =
    ⚠️ <b>{ $number } 逾期</b> · { $source }
    { $title }
    公示到{ $ends },{ $received }收到{ $posted ->
        [none] {""}
       *[other] ,邮戳{ $posted }
    }
late-asks = 已登记,并标为逾期。请定:按期内受理(要写理由),或按逾期处理。两种都要答复;销号记录里会写明。
late-accepted = 按期内受理。理由:{ $reason }
late-kept = 按逾期处理,仍须答复。
late-accept = 按期内受理
late-keep = 按逾期处理
late-kept-toast = 已按逾期处理
late-reason =
    ✉️ <b>{ $number } 按期内受理</b>
    请输入理由(存档),例如:邮局退件重投,原邮戳在期内。
late-reason-expected = 请用文字写明理由,不超过{ $most }字。
late-leave = 先不定
late-left = 已离开,没有改,仍标为逾期。
late-decided-already = 这件已经定了,屏幕上是最新的。
