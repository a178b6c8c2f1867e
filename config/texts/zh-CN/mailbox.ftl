# 来信:回复、退信、寄到公示邮箱的信,由经办人处理

mail-card =
    ✉️ <b>{ $about }</b>
    收到 { $moment }
    主题 { $subject }
mail-about-case-reply = 对异议 { $number } 的回信{ $contact ->
        [none] {""}
       *[other] { " " }· 来自 { $contact }
    }
mail-about-case-auto-reply = 异议 { $number } 的自动回复
mail-about-case-bounce = 异议 { $number } 的退信
mail-about-case-new = 与异议 { $number } 有关的来信
mail-about-case-workbook = 与异议 { $number } 有关的来信
mail-about-case-unknown = 与异议 { $number } 有关的来信
mail-about-registered = 来信,已登记为异议 { $number }
mail-about-reply = 回信
mail-about-new = 寄到公示邮箱的来信
mail-about-bounce = 退信
mail-about-auto-reply = 自动回复
mail-about-workbook = 填报表来信
mail-about-unknown = 待辨认的来信
mail-no-subject = (没有主题)
mail-no-text = (没有文字)
mail-files = 材料{ $files }份

mail-doubt = 注意:{ $what }

mail-why-several = 提到了不止一件异议,请看是对哪一件的。
mail-why-slip = 信里的登记号不存在,只差一位的有下面这些。
mail-why-number-only = 信里写了登记号,但不是直接回复我们的信,请核对。
mail-why-no-such-number = 信里的登记号不存在,也没有相近的。
mail-why-department = 回的是给单位的催报信,不是异议。
mail-why-notice = 回的是一封通知,不是某一件异议。
mail-why-objector = 是提出人对答复邮件的回信,请看是不是还有意见。
mail-why-fits-nothing = 认不出与哪件事有关。
mail-why-looks-automatic = 看起来像自动回复。
mail-why-stranger = 发件地址不是公示的受理邮箱,请核对是不是受理单位的答复。
mail-why-no-letter = 认不出退的是哪一封信、哪个地址。
mail-why-no-period = 收到时没有公示在进行。
mail-why-late = 收到时公示期已过,登记后标为逾期。
mail-why-empty = 信里没有自己写的文字。
mail-lack-too-big = 信太大({ $size }),只读了开头,材料没有收下,请到邮箱里看。
mail-lack-too-many-parts = 信的结构不正常(层数或部分过多),没有拆开,请到邮箱里看。
mail-lack-too-many-files = 附件太多,只收下了前30份,其余请到邮箱里看。
mail-lack-programs = 有附件是可以运行的程序,没有收下。
mail-lack-encrypted = 信是加密的,这里打不开,请到邮箱里看。
mail-lack-unreadable = 这封信读不出来,请到邮箱里看。

mail-next-reply = 发件人可以冒充,请核对后再决定:作为答复(发送前还可以改),还是只存档。
mail-next-closed = 这件异议已办结,回信存档即可。
mail-next-new = 是异议就登记;与已登记的异议有关,归到它的登记号;都不是,点“不办理”。
mail-next-unknown = 请看是哪件异议的信;都不是,点“不办理”。
mail-next-bounce = 请看退的是哪件异议的信,打电话核对地址;处理完点“不办理”。
mail-next-workbook = 请告诉单位重报,或用 /workbook 代为填报;处理完点“不办理”。
mail-next-file = 存档即可;不是这件的,归到别的登记号。
mail-next-choose = 登记到哪一项公示?
mail-period = · 序号{ $numbers } { $title }
mail-period-late = · 序号{ $numbers } { $title }(已结束,登记后标为逾期)
mail-state-filed = { $by ->
        [none] 已存档。
       *[other] 已由{ $by }存档。
    }
mail-state-answered = { $by ->
        [none] 已作为答复草稿,在答复的卡片里核对后发送。
       *[other] 已由{ $by }作为答复草稿,在答复的卡片里核对后发送。
    }
mail-state-sent = { $by ->
        [none] 已作为答复,这件异议已办结。
       *[other] 已由{ $by }作为答复,这件异议已办结。
    }
mail-state-registered = { $by ->
        [none] 已登记,办理在异议的卡片里。
       *[other] 已由{ $by }登记,办理在异议的卡片里。
    }
mail-state-dismissed = { $by ->
        [none] 不办理,信还留着。
       *[other] { $by }:不办理,信还留着。
    }

mail-answer = 作为答复
mail-keep = 只存档
mail-aside = 不办理
mail-take-up = 重新办理
mail-register = 登记为异议
mail-assign = 归到登记号
mail-assign-to = 归到 { $number }
mail-pick = 序号{ $numbers }
mail-back = 返回
mail-show-files = 看材料({ $files })
mail-show-text = 看全文
mail-show-sender = 看发件人

mail-kept = 已存档
mail-aside-done = 不办理
mail-taken-up = 已放回待处理
mail-assigned = 已归到 { $number }
mail-registered = 已登记为 { $number }
mail-no-words = 这封信里没有可作答复的文字。请在异议的卡片上点“答复”,自己写。
mail-no-files = 这封信没有材料。
mail-no-sender = 这封信没有写发件人。
mail-no-period = 现在没有可登记的公示。
mail-objection-closed = 异议 { $number } 已答复或已撤回,这封信存档即可。
mail-assign-ask =
    ✉️ <b>归到哪件异议?</b>
    主题 { $subject }
    请输入登记号,例如 2025-0021。
mail-assign-leave = 离开
mail-assign-left = 已离开,来信还在待处理里。
mail-assign-done = ✉️ 已归好,来信的卡片上可以继续办。
mail-assign-expected = 请输入登记号,例如 2025-0021。
mail-assign-unknown = 没有“{ $given }”这个登记号。请核对,例如 2025-0021;全部异议在 /objections。
mail-sender =
    来信“{ $subject }”的发件人
    { $name ->
        [none] 没有写名字
       *[other] 名字 { $name }
    }
    地址 { $address }
    信上写的可以冒充。仅用于办理;本次查看已记录。
mail-file = 来信“{ $subject }” · { $name }

mails =
    ✉️ <b>待处理的来信</b> { $total }封
    { $list }

    点编号查看。
mails-line = { $at } { $about } · { $subject } · { $moment }
mails-open = 第{ $at }封
mails-none = ✉️ 没有待处理的来信。
mails-no-mailbox = ✉️ 没有设置要读的邮箱,退信和回信要到邮箱里看。请运维人员设置 mail.inboxes。
mails-waiting =
    ✉️ <b>{ $total }封来信待处理</b>
    认不出与哪件事有关,请看一下(/mailbox)。
mails-look = 看来信

mail-bounced =
    ⚠️ <b>一封信被退回</b>
    { $about } → { $address }
    { $reason ->
        [none] 没有说明原因
       *[other] 原因:{ $reason }
    }
    { $next }
mail-letter-objection = 异议 { $number } 的邮件
mail-letter-department = { $department ->
        [none] 给单位的邮件
       *[other] 给{ $department }的邮件
    }
mail-letter-answer = 异议 { $number } 的答复
mail-letter-other = 一封通知邮件
mail-to-objector = 提出人留下的邮箱
mail-advice-address = 对方说没有这个地址。请打电话核对邮箱是否写错。
mail-advice-full = 对方邮箱满了。请打电话请对方清理,再点“再发一次”。
mail-advice-size = 对方嫌信太大。请用别的办法送材料。
mail-advice-refused = 对方服务器拒收。请打电话请对方放行,再点“再发一次”。
mail-advice-other = 请打电话问对方,能收了再点“再发一次”。
mail-bounced-next-objection = 信还在,没有丢;送到之前,涉及的任务不能销号。
mail-bounced-next-department = 信还在,没有丢;单位的邮箱可在 /people 里改。
mail-bounced-next-answer = 答复还在,没有丢。请另行告诉提出人(异议的卡片上点“看联系人”),再点“已另行送达”。
mail-bounced-next-other = 信还在,没有丢。
mail-bounced-sent = 已排队再发一次。
mail-bounced-other = 已记为另行送达。
mail-bounce-resend = 再发一次
mail-bounce-other = 已另行送达
mail-bounce-again = 已排队再发
mail-bounce-given = 已记为另行送达

mailbox-returns = 收退信和回信的邮箱
mailbox-contact = 公示的受理邮箱
mailbox-down =
    ⚠️ <b>{ $what }已有{ $minutes }分钟读不了</b>({ $host }:{ $reason })
    来信都还在邮箱里,恢复后自动补读;急的请先到邮箱里看。请运维人员运行 xiaohao doctor。
mailbox-reason-login = 登录被拒绝
mailbox-reason-connection = 连不上服务器
mailbox-reason-tls = 加密连接没有建立
mailbox-reason-folder = 收件箱打不开
mailbox-reason-mails = 读信中断
mailbox-back = ✉️ { $what }({ $host })又能读了,这段时间的来信正在补读。
