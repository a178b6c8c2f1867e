# 销号记录、异议登记表、异议办理单(文书用全角标点)

paper-coming = 正在生成,稍后发到这里。
paper-here = 📄 { $name }
paper-register = 异议登记表
paper-year = 年度总结
paper-objection = 办理单
closing-record-file = 序号{ $number }销号记录.docx
closing-record-file-draft = 序号{ $number }销号记录(未销号).docx
closing-record-title =
    整改任务销号记录
    （序号{ $number }）
closing-record-not-closed = { $programme }（尚未销号）
closing-record-item = 项目
closing-record-content = 内容
closing-record-problem = 整改任务
closing-record-lead = 牵头单位
closing-record-responsible = 责任单位
closing-record-target = 整改目标
closing-record-deadline = 整改时限
closing-record-completion = 完成情况
closing-record-unknown = （未记录）
closing-record-acceptance = 一、验收
closing-record-passed = { $applied }申请验收，{ $decided }通过验收{ $by ->
        [none] {""}
       *[other] （经办：{ $by }）
    }。{ $opinion ->
        [none] {""}
       *[other] 意见：{ $opinion }。
    }{ $files ->
        [0] {""}
       *[other] 附件{ $files }份。
    }
closing-record-failed = { $applied }申请验收，{ $decided }未通过{ $by ->
        [none] {""}
       *[other] （经办：{ $by }）
    }，退回整改。{ $opinion ->
        [none] {""}
       *[other] 意见：{ $opinion }。
    }
closing-record-no-acceptance = 尚未通过验收。
closing-record-acceptance-unasked = 本次督察整改的销号程序不要求验收。
closing-record-publicity = 二、公示
closing-record-period = { $at }．《{ $title }》由{ $issuer }发布，公示期{ $starts }至{ $ends }，共{ $days }天、{ $working }个工作日；{ $announced }发布。{ $objections ->
        [0] 收到异议0件。
       *[other] 收到异议{ $objections }件。
    }{ $counts ->
        [yes] {""}
        [withdrawn] 该公示已撤回，不计入销号。
       *[no] 其后任务退回整改，该次公示不再计入销号。
    }
closing-record-no-publicity = 尚无期满的公示。
closing-record-publicity-unasked = 本次督察整改的销号程序不要求公示。
closing-record-objections = 三、异议
closing-record-none = 无异议。上述公示期内{ $wait ->
        [0] {""}
       *[other] （及期满后{ $wait }天邮寄等候期内）
    }，通过聊天机器人、电话、信件、电子邮件均未收到异议。
closing-record-none-published = 未经公示，没有异议。
closing-record-count = 共收到异议{ $count }件：成立{ $upheld }件，不成立{ $refused }件，提出人撤回{ $withdrawn }件{ $open ->
        [0] ，已全部办结
       *[other] ，尚未办结{ $open }件
    }{ $late ->
        [0] {""}
       *[other] 。其中逾期收到{ $late }件
    }。各件情况如下：
closing-record-column-number = 登记号
closing-record-column-came = 来源、收到日期
closing-record-column-about = 涉及序号
closing-record-column-verdict = 结论
closing-record-column-answer = 答复
closing-record-column-letters = 送达受理邮箱
closing-record-posted = 邮戳{ $day }
closing-record-parked = 异议{ $numbers }的邮件未能送达受理邮箱，须先处理。
closing-record-turns = 四、办理经过
closing-record-turn = { $day }，{ $what }{ $by ->
        [none] {""}
       *[other] （{ $by }）
    }{ $reason ->
        [none] {""}
       *[other] ：{ $reason }
    }。
closing-record-result = 五、结论
closing-record-closed = 销号程序要求的各项均已齐备，于{ $day }销号{ $by ->
        [none] {""}
       *[other] （经办：{ $by }）
    }。
closing-record-reopened = 该任务销号后经回头看退回整改，截至{ $day }尚未重新销号。
closing-record-open = 截至{ $day }，该任务尚未销号。
register-file = 异议登记表 { $day }.xlsx
register-sheet = 异议登记
register-title = 公示异议登记表
register-note = { $office } · { $made }导出 · 共{ $count }件,未办结{ $open }件,逾期收到{ $late }件,邮件未送达{ $parked }件 · 不含提出人身份
register-column-number = 登记号
register-column-source = 来源
register-column-received = 收到日期
register-column-posted = 邮戳日期
register-column-late = 是否逾期
register-column-notice = 公示
register-column-tasks = 涉及序号
register-column-who = 署名
register-column-state = 状态
register-column-days = 天数
register-column-due = 答复期限
register-column-verdict = 结论
register-column-answer = 答复(摘要)
register-column-answered = 答复日期
register-column-settled = 是否解决
register-column-group = 同类首件
register-column-seen = 已阅时间
register-column-letters = 邮件送达
register-source-chat = 机器人
register-source-mail = 邮件
register-source-phone = 来电
register-source-letter = 来信
register-late-yes = 逾期,待定
register-late-accepted = 按期内受理
register-late-kept = 逾期
register-anonymous = 匿名
register-named = 实名
register-state-registered = 已登记
register-state-under_review = 办理中
register-state-asked = 待对方回答
register-state-answered = 已答复
register-state-withdrawn = 提出人撤回
register-upheld = 成立
register-refused = 不成立
register-settled = 已解决
register-unsettled = 未解决
register-delivery-none = 无收件地址
register-delivery-underway = 正在送
register-delivery-delivered = 已送达
register-delivery-parked = 未送达
task-several = 有几个督察都有序号{ $number }:{ $programmes }。请写明是哪一个。
objection-number-unknown = 登记表里没有 { $given }。登记号如 2025-0021,在 /objections 里。
objection-sheet-file = 异议{ $number }办理单.docx
objection-sheet-title = 公示异议办理单
objection-sheet-number = 登记号 { $number }
objection-sheet-notice = 公示
objection-sheet-tasks = 涉及任务
objection-sheet-came-label = 收到
objection-sheet-came = { $source }，{ $day }{ $posted ->
        [none] {""}
       *[other] ，邮戳{ $posted }
    }{ $late ->
        [none] {""}
       *[other] （{ $late }）
    }
objection-sheet-registered = 登记
objection-sheet-registered-at = { $at }{ $by ->
        [none] {""}
       *[other] ，经办人{ $by }代为登记
    }
objection-sheet-who = 署名
objection-sheet-anonymous = 匿名
objection-sheet-named = 实名（身份信息加密保存，不列入本件）
objection-sheet-state = 状态
objection-sheet-heading = { $at }、{ $what }
objection-sheet-matter = 异议内容
objection-sheet-no-text = （无文字）
objection-sheet-files = 附：材料
objection-sheet-column-name = 材料
objection-sheet-column-size = 大小
objection-sheet-column-hash = SHA-256
objection-sheet-letters = 送达受理邮箱
objection-sheet-column-letter = 邮件
objection-sheet-column-address = 收件地址
objection-sheet-column-state = 情况
objection-sheet-column-id = Message-ID
objection-sheet-about-lodged = 异议
objection-sheet-about-addition = 补充{ $serial }
objection-sheet-about-reply = 回答{ $serial }
objection-sheet-about-withdrawn = 撤回
objection-sheet-letter-delivered = 已送达
objection-sheet-letter-underway = 正在送
objection-sheet-letter-parked = 未送达，待处理
objection-sheet-letter-withdrawn = 未发出
objection-sheet-no-letters = 没有受理邮箱，未发邮件；经办人在聊天中受理。
objection-sheet-said = 往来
objection-sheet-said-line = { $at }，{ $what }：{ $text }
exchange-question = 询问提出人
exchange-reply = 提出人回答
exchange-unsettled = 提出人认为未解决
exchange-draft = 邮件来的答复（草稿）
exchange-note = 备注
objection-sheet-answer = 答复
objection-sheet-answered = { $day }答复{ $by ->
        [none] {""}
       *[other] （经办：{ $by }）
    }，结论：{ $verdict }{ $way ->
        [none] {""}
       *[other] ，答复方式：{ $way }
    }。答复全文：
objection-sheet-settled = 提出人表示已解决。
objection-sheet-unsettled = 提出人表示未解决，意见见往来。
objection-sheet-not-answered-open = 尚未答复。
objection-sheet-not-answered-withdrawn = 提出人已撤回，不再办理。
objection-sheet-identity = 说明：回执码只有提出人持有，本件不载；提出人的身份和账号不列入任何导出。
