# 更正、延长、撤回已发布的公示:公告,拟定,告知

# -- 公告(文书) --
amend-title-correction = 关于《{ $title }》的更正公告
amend-title-extension = 关于延长《{ $title }》公示期的公告
amend-title-withdrawal = 关于撤回《{ $title }》的公告
amend-text-correction = { $day }发布的《{ $title }》（涉及序号{ $numbers }），现更正如下：
amend-text-extension = { $day }发布的《{ $title }》（涉及序号{ $numbers }），公示期原为{ $start }至{ $end }（共{ $days }天，其中工作日{ $working }天）。
amend-text-withdrawal = { $day }发布的《{ $title }》（涉及序号{ $numbers }，公示期{ $start }至{ $end }），现予撤回，不再作为销号公示，也不再受理新的异议。此前提出的异议继续办理并答复。
amend-text-longer = 现延长至{ $end }，即{ $start }至{ $end }（首尾两日计算在内，共{ $days }天，其中工作日{ $working }天）。此前提出的异议继续有效。
amend-text-unchanged = 公示期不变，仍为{ $start }至{ $end }。
amend-text-reason = 原因：{ $reason }
amend-change-phones = 联系电话：原为“{ $before }”，更正为“{ $after }”。
amend-change-emails = 电子邮箱：原为“{ $before }”，更正为“{ $after }”。
amend-change-receiver = 受理单位：原为“{ $before }”，更正为“{ $after }”。
amend-change-text = 原文“{ $before }”，更正为“{ $after }”。
amend-change-none = 没有写明
amend-change-issuer = 发布单位
amend-head = 📢 <b>{ $title }</b>
amend-body = { $text }
publicity-amended-correction = <b>{ $day }已更正，以上为更正后的内容。</b>
publicity-amended-extension = <b>{ $day }已公告延长，以上为延长后的公示期。</b>
publicity-amended-withdrawal = <b>{ $day }已撤回，不再受理新的异议。</b>

# -- 卡片 --
publicity-correction = 更正
publicity-extension = 延长
publicity-withdrawal = 撤回公示
publicity-change = 修改
publicity-form-reopened = 📢 序号{ $numbers }的公示正在修改,重新确认后才会发布。用 /publicity 查看。
publicity-card-taken-back = 已撤回。对它提出的异议仍要逐件答复,用 /objections 办理。

# -- 拟定 --
amend-form-correction = 📢 <b>更正公示</b>
    { $title }
amend-form-extension = 📢 <b>延长公示期</b>
    { $title }
amend-form-withdrawal = 📢 <b>撤回公示</b>
    { $title }
amend-period = 公示期:{ $period }
amend-longer = 延长到:{ $end }(共{ $days }天,{ $working }个工作日)
amend-so-far = 已填:{ $fields }
amend-kept = 现在是:{ $kept }
amend-field-phones = 电话
amend-field-emails = 邮箱
amend-field-receiver = 受理单位
amend-field-text = 文字
amend-ask-field = 要更正哪一项?
amend-ask-phones = 请输入正确的电话,例如 0311-55501234、0311-55505678。
amend-ask-emails = 请输入正确的邮箱,例如 yiyi@example.org;几个邮箱用顿号隔开。
amend-ask-receiver = 请分行输入:受理单位、联系人、通信地址。没有的一行写 -。
amend-ask-text =
    请分两行输入:第一行是公示里写错的原文,第二行是正确的写法。例如:
    生态补水12亿立方米
    生态补水1.2亿立方米
amend-ask-end =
    建议延长到{ $end }(共{ $days }天,{ $working }个工作日)。
    也可输入最后一天,例如 6月10日,或 延长5个工作日。
amend-ask-end-typed = 请输入最后一天,例如 6月10日,或 延长5个工作日。
amend-ask-reason-correction = 为什么更正?请写一句话,会原样写进公告,例如 邮箱录入有误。
amend-ask-reason-extension = 为什么延长?请写一句话,会原样写进公告,例如 便于公众查阅。
amend-ask-reason-withdrawal = 为什么撤回?请写一句话,会原样写进公告,例如 整改情况需进一步核实。
amend-use-suggested = 用建议日期
amend-other-field = 改选别项
amend-drop = 不办了
amend-preview-correction = <b>核对更正公告</b> · 将这样发布:
amend-preview-extension = <b>核对延长公告</b> · 将这样发布:
amend-preview-withdrawal = <b>核对撤回公告</b> · 将这样发布:
amend-goes-to = 发往:{ $channels ->
        [0] 没有频道
       *[other] { $channels }个频道或群组
    }{ $subscribers ->
        [0] {""}
       *[other] ,收到过原公示的{ $subscribers }人
    }。
amend-then-correction = 确认后随即发布,原公示改为更正后的内容并注明。这一步不能撤回。
amend-then-extension = 确认后随即发布,公示期、提醒和受理都按新的日期。这一步不能撤回。
amend-then-withdrawal = 确认后随即发布:公示停止,不再受理新的异议,任务要重新公示才能销号。这一步不能撤回。
amend-confirm-correction = 发布更正
amend-confirm-extension = 发布延长
amend-confirm-withdrawal = 确认撤回
amend-again-correction = 再更正一处
amend-again-extension = 改日期
amend-change-reason = 改原因
amend-warn-routed = 已登记的{ $count }件异议早已发往原邮箱,不会补发;确认以后的异议和补充材料发往新邮箱。
amend-warn-open = 还有{ $count }件异议待答复,撤回后仍要逐件答复。
amend-done-correction = 📢 更正公告已发布:{ $title }
amend-done-extension = 📢 延长公告已发布:{ $title }
amend-done-withdrawal = 📢 撤回公告已发布:{ $title }
amend-dropped-correction = 📢 没有更正,公示照旧:{ $title }
amend-dropped-extension = 📢 没有延长,公示照旧:{ $title }
amend-dropped-withdrawal = 📢 没有撤回:{ $title }
amend-confirmed = 已发布
amend-dropped = 没有发布
amend-two-lines = 请正好分两行输入:第一行是公示里的原文,第二行是正确的写法。
amend-words-long = “{ $given }…”太长,每行最多{ $most }个字。
amend-words-same = 两行写的是一样的,没有要改的。
amend-words-nowhere = 公示里没有“{ $given }”。请从公示或文件里照抄原文,标点也要一致。
amend-end-unclear = “{ $given }”看不出是哪一天。请写明,例如 6月10日,或 延长5个工作日。
amend-end-earlier = 新的最后一天要晚于现在的。缩短公示期请撤回后重新公示。
amend-reason-first = 请写明原因,一句话即可。
amend-reason-long = 原因太长了:{ $now }个字,最多{ $most }个。请写得短一些。
amend-words-only = 这一步请另发一条文字,刚才的没有收下。
amend-press-to-go-on = 内容在核对中。要改哪一项,请点下面的按钮。
amend-same = 和现在的一样,没有要改的。
amend-too-much = 一份公告写不下这么多。刚才这处没有记下,请先发布前面的,再另发一份。
amend-period-over = 这项公示已经不在公示期内,不能再改,没有发布任何内容。
publicity-warn-day-off = 最后一天{ $day }不上班,当天提出的异议要到上班后才有人看。
publicity-warn-new-year = 公示期跨年,请核对两个日期的年份。
