# 公示:公众看到的,文书里的,拟定,进展

# -- 文书 --
notice-title = 关于{ $programme }整改任务（序号{ $number }）销号的公示
notice-text = { $programme }指出的“{ $problem }”问题（序号{ $number }）已按整改方案完成整改{ $accepted ->
        [yes] ，经验收合格
       *[no] {""}
    }，{ $stage ->
        [close] 拟予销号
       *[accept] 拟申请验收销号
    }。为接受社会监督，现将整改情况予以公示。
notice-text-several = { $programme }指出的序号{ $number }共{ $count }项问题已按整改方案完成整改{ $accepted ->
        [yes] ，经验收合格
       *[no] {""}
    }，{ $stage ->
        [close] 拟予销号
       *[accept] 拟申请验收销号
    }。为接受社会监督，现将整改情况予以公示。
notice-period = 公示期为{ $start }至{ $end }（首尾两日计算在内，共{ $days }天，其中工作日{ $working }天）。公示期内如有异议，请实名或匿名通过下列方式提出。
notice-period-blank = 公示期为____年__月__日至____年__月__日。公示期内如有异议，请实名或匿名通过下列方式提出。
notice-receiver = 受理单位：{ $given }
notice-person = 联系人：{ $given }
notice-phones = 联系电话：{ $given }
notice-emails = 电子邮箱：{ $given }
notice-postal = 通信地址：{ $given }
notice-attachment = 附件：整改情况表
notice-annex = 附件
notice-table = 整改情况表
notice-table-number = 整改情况表（序号{ $number }）
notice-row-task = 整改任务
notice-row-departments = 责任单位
notice-row-target = 整改目标
notice-row-measures = 整改措施
notice-row-completion = 完成情况
notice-row-completion-as-of = 完成情况（截至{ $day }）
notice-date-blank = ____年__月__日
notice-scan = 扫码查看公示并提出异议

# -- 公众看到的 --
publicity-notice =
    📢 <b>{ $title }</b>

    { $text }

    公示期：{ $period }
publicity-period = { $start }至{ $end }（{ $days }天，{ $working }个工作日）
publicity-contact-receiver = 受理单位：{ $given }
publicity-contact-person = 联系人：{ $given }
publicity-contact-phones = 电话：{ $given }
publicity-contact-emails = 邮箱：{ $given }
publicity-contact-postal = 地址：{ $given }
publicity-issuer = 发布单位：{ $issuer }
publicity-public-file = 公示文件
publicity-object = 提出异议
publicity-over = <b>公示已于{ $day }24:00结束。</b>
publicity-pin = 📢 { $title }
publicity-still-pinned =
    ⚠️ 《{ $title }》已撤回,但在 { $where } 里还置顶着:机器人取消不了(Telegram:{ $reason })。
    公告本身已改成“已撤回”。请在该频道里手动取消置顶;给机器人置顶的权限后,以后会自动取消。
publicity-document = { $title }（全文和整改情况表）
publicity-remind-halfway =
    📢 <b>{ $title }</b>
    公示期已过半，到{ $day }24:00结束，含今天还有{ $left }天。
    如有异议，可点下面的按钮{ $phones ->
        [none] {""}
       *[other] ，或拨打 { $phones }
    }。
publicity-remind-last =
    📢 <b>{ $title }</b>
    今天{ $day }是公示期最后一天，24:00结束。
    如有异议，可点下面的按钮{ $phones ->
        [none] {""}
       *[other] ，或拨打 { $phones }
    }。
publicity-outcome =
    📢 <b>{ $title }</b>
    公示期已满，{ $objections ->
        [0] 期间没有收到异议
       *[other] 收到异议{ $objections }件，均已办结
    }。序号{ $number }整改任务已销号。

# -- 拟定 --
publicity-form-head = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 第{ $step }步,共4步
publicity-form-head-receiver = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 受理单位
publicity-form-head-tasks = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 合并公示
publicity-form-kept = 现在是:{ $kept }
publicity-form-left = 📢 序号{ $numbers }的公示草稿已保存,用 /publicity 可接着办。
publicity-form-dropped = 📢 序号{ $numbers }的公示草稿已删除,没有对外发布任何内容。
publicity-ask-dates =
    建议:{ $start }至{ $end }({ $days }天,{ $working }个工作日)
    也可输入,例如 5月21日至5月31日,或 5月21日起10个工作日。
publicity-ask-phones = 请输入接听异议的电话,例如 0311-55501234、0311-55505678。只收书面异议的写 无。
publicity-ask-phones-offered =
    办公室电话:{ $offered }
    用这个接听异议,请点下面的按钮;用别的请输入,例如 0311-55501234、0311-55505678。
publicity-ask-emails = 请输入接收异议的邮箱,例如 yiyi@example.org;几个邮箱用顿号隔开。
publicity-ask-emails-offered =
    办公室邮箱:{ $offered }
    异议和材料会送到这里。用别的请输入,例如 yiyi@example.org;几个邮箱用顿号隔开。
publicity-ask-receiver = 受理异议的单位与发布单位不同时,请分行输入:单位名称、联系人、通信地址。没有的一行写 -。
publicity-ask-tasks = 点任务加入或移出这项公示,完成后回到核对。
publicity-use-suggested = 用建议日期
publicity-use-phones = 用办公室电话
publicity-use-emails = 用办公室邮箱
publicity-change-dates = 改日期
publicity-change-phones = 改电话
publicity-change-emails = 改邮箱
publicity-change-receiver = 受理单位
publicity-change-tasks = 加任务
publicity-task-in = ✓ 序号{ $task_number }
publicity-task-out = 加入 序号{ $task_number }
publicity-one-task = 公示至少要有一项任务。不办这项公示可点“删除草稿”。
publicity-to-preview = 回到核对
publicity-drop = 删除草稿
publicity-leave = 存草稿离开
publicity-preview-head = <b>核对公示</b> · 第4步,共4步
    将于{ $start }{ $at }发布,内容如下:
publicity-preview-head-now = <b>核对公示</b> · 第4步,共4步
    确认后随即发布,内容如下:
publicity-preview-table = <blockquote expandable>整改情况表(随公示作为文件发布)
    { $rows }</blockquote>
publicity-preview-then = 请逐项核对。确认后到时自动发布;发布前还可以修改或取消。
publicity-warning = 注意:{ $what }
publicity-confirm = 确认公示
publicity-file = 看文件
publicity-left = 草稿已保存
publicity-dropped = 草稿已删除
publicity-confirmed = 已确认,到时自动发布
publicity-document-sent = 文件已发送
publicity-dates-unclear = “{ $given }”看不出起止日期。请写明,例如 5月21日至5月31日,或 5月21日起10个工作日。
publicity-no-such-day = 没有“{ $given }”这一天。请核对后再输入。
publicity-length-odd = { $given }天不合常理,请填1到250之间的天数。
publicity-ends-first = 结束日期早于开始日期。请核对后再输入,例如 5月21日至5月31日。
publicity-start-past = 这段日期已经全部过去。公示不能补发,请从今天或以后开始。
publicity-start-far = 开始日期在{ $year }年,太远了。请核对年份后再输入。
publicity-too-long = 这样公示期有{ $days }天,超过一年。请核对年份后再输入。
publicity-phone-unclear = “{ $given }”不像一个电话号码。请输入,例如 0311-55501234;几个号码用顿号隔开。
publicity-email-unclear = “{ $given }”不是一个邮箱地址。异议要靠它送达,请核对,例如 yiyi@example.org。
publicity-receiver-lines = 请分一到三行输入:单位名称、联系人、通信地址。没有的一行写 -。
publicity-receiver-long = “{ $given }…”太长,每行最多120个字。
publicity-words-only = 这一步请输入文字,文件没有收下。
publicity-press-to-change = 内容在核对中。要改哪一项,请点下面的按钮。
publicity-already-over = 草稿里的公示期已经过去,没有发布。请点“改日期”重新确定。
publicity-already = 序号{ $number }已有一次公示待发布或正在进行,用 /publicity 查看。
publicity-acceptance-first = 按本轮督察的程序,序号{ $number }要先通过验收、再公示。
publicity-enough = 序号{ $number }的公示都已完成,不需要再公示。
publicity-warn-short = 只有{ $days }个工作日,少于规定的{ $minimum }个。
publicity-warn-late = 公示期从过去的日子起算,实际发布会晚于开始日期。
publicity-warn-far = 开始日期在{ $days }天以后,请核对年份。
publicity-warn-provisional = 这一段的放假安排还没有公布,工作日数是暂定的。
publicity-warn-no-channel = 没有设置公示频道,公众将看不到这项公示。
publicity-warn-no-departments = 序号{ $number }没有责任单位。
publicity-warn-no-target = 序号{ $number }的整改目标是空的。
publicity-warn-no-measures = 序号{ $number }的整改措施是空的。
publicity-warn-no-completion = 序号{ $number }的完成情况是空的。

# -- 进展 --
publicity-card-head = 📢 <b>{ $title }</b>
    公示期:{ $period }
publicity-card-scheduled = 待发布:{ $day }{ $at }自动发布。
publicity-card-running = 正在公示,到{ $day }24:00结束。
publicity-card-ended = 已于{ $day }24:00结束。
publicity-card-withdrawn = 没有发布,已取消(原定到{ $day })。
publicity-card-late = 注意:实际发布日期是{ $day },晚于公示期第一天。
publicity-card-objections-come = 有异议时会随时发到这里,也可用 /objections 查看。
publicity-card-objections = 收到异议{ $count }件{ $open ->
        [0] {""}
       *[other] ,待答复{ $open }件
    }
publicity-card-cancel = 取消后,{ $day }{ $at }不会发布,草稿需重新拟定。这一步不能撤回。
publicity-cancel = 取消公示
publicity-cancel-do = 确认取消
publicity-keep = 不取消
publicity-cancelled = 已取消,没有发布
publicity-close = 销号 序号{ $task_number }
publicity-ended-head = 📢 <b>公示期满</b> · { $title }
    公示期:{ $period }
publicity-ended-none = 公示期内没有收到异议。
publicity-ended-answered = 公示期内收到异议{ $count }件,均已办结。
publicity-ended-open = 收到异议{ $count }件,还有{ $open }件待答复:{ $numbers }。全部答复后才能销号,用 /objections 办理。
publicity-ended-close = 可以销号了。
publicity-ended-next = 按本轮督察的程序还有后续步骤,用 /task 查看。
publicity-missed =
    ⚠️ <b>有一次公示没有发布</b>
    { $title }
    公示期:{ $period }
    整个公示期内程序都没有运行,公众没有看到,不能算作公示。请用 /publicity 重新拟定。
publicity-list-head = 📢 <b>公示</b>{ $pages ->
        [1] {""}
       *[other] {" "}(第{ $page }页,共{ $pages }页)
    }
publicity-listed-draft = · 序号{ $numbers } 草稿
publicity-listed-scheduled = · 序号{ $numbers } 待发布,{ $start }至{ $end }
publicity-listed-running = · 序号{ $numbers } 正在公示,{ $start }至{ $end }
publicity-listed-ended = · 序号{ $numbers } 已期满,{ $start }至{ $end }
publicity-listed-withdrawn = · 序号{ $numbers } 已撤回,原定{ $start }至{ $end }
publicity-list-ready = 可以公示的:序号{ $numbers }
publicity-list-then = 点一项查看或继续。
publicity-list-empty = 现在没有公示,也没有可以公示的任务。任务通过验收后会出现在这里。
publicity-list-resume = 继续 序号{ $numbers }
publicity-list-show = 查看 序号{ $numbers }
publicity-list-new = 拟定 序号{ $task_number }
publicity-add-channel = 添加频道
channel-added = 已接通频道“{ $title }”,以后的公示会在那里发布并置顶。
channel-lost = ⚠️ 频道“{ $title }”不再允许机器人发布,公示发不到那里了。请频道管理员重新设为管理员,或在 /publicity 里添加别的频道。

publicity-warn-stated = 写明的{ $stated }与日期不符:这段日期是{ $days }天,其中工作日{ $working }天。
publicity-warn-place-unasked = 刚才没能向 Telegram 核实机器人在“{ $title }”的权限。
publicity-warn-place-gone = 机器人不在“{ $title }”里,发不到那里。请把它设为管理员。
publicity-warn-place-post = 机器人在“{ $title }”不能发布消息,发不到那里。请管理员开通“发布消息”。
publicity-warn-place-edit = 机器人在“{ $title }”不能编辑消息,期满和更正不能在原公示上注明,也不能置顶。请管理员开通“编辑消息”。
publicity-warn-place-pin = 机器人在“{ $title }”不能置顶,公示照样发布。需要置顶的,请管理员开通“置顶消息”。
publicity-warn-no-phones = 没有接听异议的电话。
publicity-add-group = 添加群组
group-added = 已接通群组“{ $title }”,以后的公示会在那里发布并置顶。
group-lost = ⚠️ 群组“{ $title }”不再允许机器人发言,公示发不到那里了。请群管理员重新设为管理员,或在 /publicity 里添加别的群组。
publicity-form-head-words = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 改文字
publicity-form-head-title = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 标题
publicity-form-head-text = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 正文
publicity-form-head-done = 📢 <b>拟定公示 · 序号{ $numbers }</b> · 完成情况
publicity-ask-words =
    只改几个字:请分两行输入,第一行是公示或表里的原文,第二行改为什么。
    整段重写:请点下面的按钮。台账不会跟着改。
publicity-ask-title = 请输入新的标题,一行,最多200个字。
publicity-ask-text = 请输入新的正文,最多3000个字。
publicity-ask-done = 请输入公示里要写的完成情况,最多3000个字。台账不会跟着改。
publicity-change-words = 改文字
publicity-change-title = 重写标题
publicity-change-text = 重写正文
publicity-change-done = 完成情况{ $task_number }
publicity-from-ledger = 按台账重拟
publicity-words-empty = 这一步请输入文字。
publicity-warn-ledger = 文字与台账现在的内容不同(在这里改过,或台账有了更新)。要以台账为准,点“按台账重拟”。
