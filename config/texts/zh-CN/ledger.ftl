# 台账:导入预览、任务卡、指标

ledger-file-unexpected = 现在没有等待文件的步骤,文件没有收下。报送佐证材料请先从 /todo 点开一项;提出异议请先发 /object;导入台账只有经办人可以做。
ledger-file-without-tasks = 没有从“{ $file }”里读到整改任务。请发台账表格(.xlsx、.csv、.docx),表头里有“序号”“整改任务”“责任单位”等;或发公示格式的文件。
ledger-source-too-big = “{ $file }”太大,没有收下:最多读 20 MB、五千行。请去掉图片和空行,或分开后再发。
ledger-source-empty = “{ $file }”里没有文字。如果是扫描件或图片,请发文字版。
ledger-source-unknown-kind = “{ $file }”不是能读的文件。请发 .xlsx、.csv、.docx、.html 或 .txt 文件。
ledger-source-broken = “{ $file }”打不开,可能已损坏。请重新导出后再发。
ledger-source-unknown-encoding = “{ $file }”的文字编码认不出来。请另存为 UTF-8 或 GBK 后再发。
ledger-source-encrypted = “{ $file }”加了密码,打不开。请去掉密码另存一份再发。
ledger-source-other-word = “{ $file }”是旧版 Word、WPS 文字或带宏的文件。请另存为 .docx 再发。
ledger-source-other-workbook = “{ $file }”是 WPS 表格、带宏的或其他格式的表格。请另存为 .xlsx 再发。

ledger-preview = 📋 <b>导入预览</b> · { $file }
ledger-preview-programme = 督察:{ $programme }
ledger-preview-new-programme = 督察:{ $programme }(新建)
ledger-preview-counts = 新增 { $added } · 改动 { $changed } · 不变 { $unchanged }
ledger-preview-added = + 序号{ $number } { $problem }
ledger-preview-changed = <b>序号{ $number }</b>
ledger-preview-change = { $field }:{ $old } → { $new }
ledger-preview-errors = <b>要先改的 { $count } 处</b>
ledger-preview-warnings = 请留意 { $count } 处
ledger-preview-open = 点“导入”写入台账;不点不会写入。
ledger-preview-same = 台账里已经是这样,没有要写入的。
ledger-preview-faulty = 什么都没有写入。请在文件里改好后重新发来。
ledger-preview-dropped = 没有导入,台账没有变。
ledger-preview-applied = { $unbound ->
        [0] 已导入。用 /task 加序号看任务。
       *[other] 已导入。还有{ $unbound }个单位没有联络员,请用 /invite 邀请。
    }
ledger-folded = <blockquote expandable>{ $lines }</blockquote>
ledger-and-more = 另有 { $count } 行
ledger-empty = (空)
ledger-take = 导入
ledger-leave = 不导入
ledger-whole = 看全部
ledger-whole-file = 导入预览 { $file }.txt
ledger-whole-here = 📋 “{ $file }”的导入预览,全部列在文件里。
ledger-preview-of = { $line }({ $programme })
ledger-taken-over = 已导入:新增{ $added },改动{ $changed }
ledger-dropped = 没有导入
ledger-has-moved = 预览之后台账有了变化,还没有写入。请再看一遍。
ledger-has-errors = 文件里有要先改的地方,什么都没有写入。

ledger-field-problem = 问题
ledger-field-lead = 牵头单位
ledger-field-cooperating = 配合单位
ledger-field-supervising = 督导单位
ledger-field-accepting = 验收单位
ledger-field-owners = 措施责任单位
ledger-field-indicators = 年度指标
ledger-field-responsible = 责任单位
ledger-field-target = 整改目标
ledger-field-measures = 整改措施
ledger-field-deadline = 整改时限
ledger-field-completion = 完成情况

ledger-read-warning = { $text }
ledger-nothing-found = 没有读到整改任务。
ledger-no-number = 第{ $place }项没有写明序号({ $problem })。请在文件里补上。
ledger-no-problem = 序号{ $number }在台账里还没有,文件里也没有写明整改任务。请补上。
ledger-number-twice = 序号{ $number }在文件里出现了不止一次。请只留一项。
ledger-owner-unknown = 序号{ $number }第{ $measure }项措施的责任单位“{ $unit }”不在这项任务的单位里。请在单位栏补上,或改正名称。
ledger-other-unit = 指标“{ $name }”的计量单位是“{ $unit }”,这里写的是“{ $given }”。请改成一致;确要换单位,请换一个指标名称。

ledger-shell-preview = { $programme }:新增 { $added },改动 { $changed },不变 { $unchanged }
ledger-shell-error = 错误 { $where }:{ $message }
ledger-shell-warning = 请留意 { $where }:{ $message }
ledger-shell-added = + 序号{ $number } { $problem }
ledger-shell-changed = ~ 序号{ $number } { $field }:{ $old } → { $new }
ledger-shell-ask = 写入台账吗?
ledger-shell-applied = 已写入。
ledger-shell-same = 没有要写入的。
ledger-shell-faulty = 什么都没有写入:请先改好上面的错误。
ledger-shell-dropped = 没有写入。

task-title = 📋 <b>序号{ $number }</b> · { $programme }
task-state = 状态 <b>{ $state }</b>
task-line = { $label } { $text }
task-long = { $label } { $text }
task-folded =
    { $label }
    <blockquote expandable>{ $text }</blockquote>
task-problem = 问题
task-deadline = 时限
task-deadline-both = { $text }({ $day })
task-target = 目标
task-measures = 措施
task-completion = 完成情况
task-role-lead = 牵头单位
task-role-responsible = 责任单位
task-role-cooperating = 配合单位
task-role-supervising = 督导单位
task-role-accepting = 验收单位
task-figure = 指标 { $name }:{ $year }年目标 { $target }
task-figure-open = 指标 { $name }({ $unit }),没有年度目标
task-period-draft = 公示 拟定中
task-period-scheduled = 公示 { $start }至{ $end },未开始
task-period-running = 公示中 { $start }至{ $end }
task-progress = { $cycle } { $department }:{ $said } · { $light }
task-nothing-sent = 未报
task-next = 要做什么,点下面的按钮。
task-missing-then = 点下面的先办完,再来销号。
task-nothing-to-do = 现在没有要您做的。
task-full = 看全文
task-action-indicator = 加指标
task-action-rhythm = 调度频次
task-action-apply = 申请验收
task-action-publicity = 拟定公示
task-action-close = 销号
task-action-record = 销号记录
task-action-look_back = 回头看
task-turn = { $day } { $what }{ $reason ->
        [none] {""}
       *[other] :{ $reason }
    }
task-turn-apply = 申请验收
task-turn-pass = 通过验收
task-turn-fail = 验收未通过
task-turn-close = 销号
task-turn-upheld = 异议成立,退回整改
task-turn-look_back = 回头看,退回整改
task-text-title = 序号{ $number } · { $programme }
task-text-file = 序号{ $number }.txt
task-text-here = 📋 序号{ $number }全文
task-which = 📋 <b>序号{ $number }</b>在几个督察里都有:
task-choice = { $place }. { $programme }:{ $problem }
task-which-part = 📋 台账里没有序号{ $number },有这几项:
task-part = 序号{ $number } { $problem }
task-part-button = 序号{ $number }
task-which-next = 请选择是哪一个。
task-choose = { $programme }
task-number-expected = 请在 /task 后面写序号,例如 /task 21。全部任务在 /board 里“按任务”。
task-unknown = 台账里没有序号{ $number }。全部任务在 /board 里“按任务”。
task-not-public = 任务详情只有办公室和责任单位的联络员可以看。正在公示的事项在 /notices。

indicator-title = 📋 <b>序号{ $number } 指标</b> · { $problem }
indicator-ask = 请输入一行:名称 单位 { $year }年目标,例如 <code>完成营造林 万亩 640</code>
indicator-next-or-done = 可以再输入一行({ $year }年目标);都写完了点“完成”。
indicator-saved = 已保存 { $name }:{ $target }
indicator-more = 再加一个
indicator-done = 完成
indicator-leave = 不加了
indicator-line-expected = “{ $given }”读不成一项指标。请写:名称 单位 目标数,例如 完成营造林 万亩 640
indicator-name-taken = 已经有一项叫“{ $name }”的指标了。请换一个名称,或直接改那一项。
indicator-other-unit = 指标“{ $name }”已按“{ $unit }”报过数,单位不能改成“{ $given }”。请换一个名称另加一项。
