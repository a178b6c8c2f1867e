# 专项调度

round-head = 📋 <b>专项调度</b>{ $at ->
        [0] {""}
       *[other] {" "}· 第{ $at }步(共{ $of }步) { $step }
    }
round-step-programme = 督察
round-step-question = 问题
round-step-tasks = 任务
round-step-departments = 单位
round-step-due = 期限
round-step-preview = 核对
round-programme = { $name }
round-programme-button = { $name }
round-tasks = 任务{ $count }项:{ $numbers }
round-departments = 单位{ $count }个,共{ $requests }项待报
round-names = <blockquote expandable>{ $names }</blockquote>
round-and-more = { $names }等,另有{ $count }个
round-due = 期限 <b>{ $due }</b>前:自{ $start }起,含当日,第{ $days }个工作日
round-due-named = 期限 <b>{ $due }</b>前
round-figures = 指标也一并填报
round-waits = 现在不在工作时间,{ $day }上班时发出。
round-unbound = ⚠️ { $count }个单位现在没有能收到消息的联络员:{ $names }
round-ask-programme = 请选择是哪一个督察的任务,或输入名称里的几个字。
round-ask-question = 请输入要各单位回答的问题。写成两行以上时,第一行是名称,例如:
    汛期隐患排查
    请说明排查了多少处、发现什么问题、何时整改完。
round-ask-tasks = 请选择任务:点“全部在办”({ $count }项),或输入序号,例如 21、33、47-5
round-ask-departments = 请选择要问的单位(这些任务共有{ $of }个单位负责):点“全部”,逐个点选,或输入名称,例如 水利厅、林业局
round-ask-due = 请选择期限,或输入工作日数或日期,例如 5 或 10月18日
round-ask-preview = 请核对,无误点“发出”。只有选中的单位会收到。
round-all-tasks = 全部在办({ $count })
round-all-departments = 全部({ $count })
round-department = { $name }
round-picked = ✓ { $name }
round-done = 选好了({ $count })
round-days = { $days }个工作日
round-send = 发出
round-edit-question = 改问题
round-edit-tasks = 改任务
round-edit-departments = 改单位
round-edit-due = 改期限
round-with-figures = 加报指标
round-without-figures = 不报指标
round-back = 上一步
round-leave = 不发了
round-left = 📋 专项调度没有发出,写的内容不保留。再发起请用 /round。
round-sent = 已发给{ $departments }个单位。
round-opened = 📋 <b>{ $period }</b> · 已发出
round-opened-by-another = 📋 <b>{ $period }</b> · 由另一位经办人发出
round-opened-what = 谁还没报见 /missing;催报、审核与季度调度相同。

round-no-tasks = 台账里还没有任务。请先导入台账,见 /ledger。
round-words-only = 这里要文字,这条没有记下。
round-question-expected = 还没有写问题。请直接输入。
round-title-long = 第一行是名称,有{ $given }个字,超过{ $most }个字,没有记下。请写短一些,问题从第二行起写。
round-question-long = 问题有{ $given }个字,超过{ $most }个字,没有记下。请精简后再发。
round-programme-expected = 没有认出是哪一个督察。请点一个,或输入名称里的几个字。
round-numbers-expected = 没有看到序号。请输入序号,例如 21、33;全部在办的任务请点“全部在办”。
round-numbers-unknown = 台账里没有序号{ $numbers },没有记下。请核对后再发。
round-nobody-owes = 这些任务没有要填报的单位(牵头、责任单位,或承担措施的配合单位)。请换一些任务。
round-departments-expected = 还没有选单位。请点选,或输入名称。
round-department-unknown = 负责这些任务的单位里没有“{ $name }”,没有记下。请点选,或核对名称。
round-department-several = “{ $name }”对应几个单位:{ $names }。请写全称。
round-due-unclear = “{ $given }”看不出是哪一天。请输入工作日数或日期,例如 5 或 10月18日
round-days-many = “{ $given }”不行:期限是1至{ $most }个工作日。请换一个数,或输入日期。
round-due-past = 这一天已经过去。请换一个日期。
round-due-far = 这一天在一年以后。请核对年份。
round-due-day-off = { $day }不是工作日。请换一个工作日,例如 { $other }
round-preview-expected = 这一步不接文字,没有记下。无误点“发出”,要改请点下面的按钮。
round-has-moved = 预览之后日期或单位有了变化,还没有发出。请再看一遍。
round-too-many = 这个督察今年已有{ $most }次专项调度,编号用完了。

round-running = 已发出、还没报齐的,点下面的按钮查看或撤销。
round-running-button = 第{ $n }次专项
round-cancel = 撤销调度
round-cancel-ask = 📋 <b>撤销{ $period }?</b>
round-cancel-who = 没报的{ $owed }项不用再报,涉及{ $count }个单位:
round-cancel-what = 不再催报,这些单位的卡片上会写明,不另响铃。{ $begun ->
        [0] {""}
       *[other] 已写的{ $begun }份草稿留给单位查看。
    }{ $answered ->
        [0] {""}
       *[other] 已报的{ $answered }项保留,照常审核。
    }撤销后不能恢复。
    点“确认撤销”,或回复“确认撤销”。
round-cancel-yes = 确认撤销
round-cancel-no = 不撤销
round-cancel-press = 请点“确认撤销”或“不撤销”。
round-cancel-moved = 刚才有单位报了,还没有撤销。请再看一遍。
round-cancelled-toast = 已撤销
round-cancelled-already = 这次专项调度已经撤销了。
round-all-answered = 这次专项调度都已报齐,没有可撤销的。
round-cancelled = 📋 <b>{ $period }</b> · 已撤销
round-cancelled-by = 由{ $by ->
        [none] 经办人
       *[other] { $by }
    }于{ $at }撤销。
round-cancelled-ended = 没报的{ $ended }项不用再报,{ $count }个单位的卡片上已写明:
round-cancelled-kept = 已报的{ $answered }项保留。
round-cancelled-unbound = ⚠️ { $count }个单位没有能收到消息的联络员,请另行告知:{ $names }
review-round-cancelled = 这次专项调度已撤销,不再退回;可以通过。
review-cancelled = 这次专项调度已撤销,不再退回补正。可以通过,也可以不处理。
report-stays = 这次专项调度已撤销,已报的保留,不能再撤回修改。
