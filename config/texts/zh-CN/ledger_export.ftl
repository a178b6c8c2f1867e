# 台账导出、模板

ledger-home =
    📋 <b>台账</b>
    { $tasks ->
        [0] 台账还是空的。
       *[other] 台账里有{ $tasks }项任务。
    }
    要导入,把文件直接发到这里:Excel(.xlsx)、CSV、Word、网页、文本都可以。先给您看预览,点“导入”才写入。
ledger-sheet-coming = 文件马上发来
ledger-sheet-name = 台账
ledger-sheet-title = 整改任务台账
ledger-sheet-title-of = { $programme }整改任务台账
ledger-sheet-note = { $office } · { $day } · 共{ $count }项
ledger-sheet-yes = 是
ledger-sheet-no = 否
ledger-sheet-file = 整改任务台账{ $day }.xlsx
ledger-sheet-here = 📋 整改任务台账,共{ $count }项。改好后发回来就是导入:先预览,点“导入”才写入。
ledger-sheet-empty = 台账里还没有任务,没有可下载的。请先下载模板填写,或直接发来文件导入。
ledger-template-file = 台账模板.xlsx
ledger-template-here = 📋 台账模板。填好后直接发到这里,先给您看预览,点“导入”才写入。
ledger-download = 下载台账
ledger-template = 下载模板
ledger-export-unknown = 台账里没有叫“{ $name }”的督察。现有:{ $names }。

ledger-template-note = 一项任务占一行;有几项措施、几个指标就往下接着写几行,前面的格子空着或合并都可以。每列怎么填见“填写说明”。
ledger-template-help = 填写说明
ledger-template-column = 列
ledger-template-how = 怎么填
ledger-template-example = 例如
ledger-template-programme = 发现问题的督察。只有一个督察时可以空着。 | 第二轮中央生态环境保护督察
ledger-template-number = 必填。清单里的序号;子项写成 47-5,请先把这一列设为“文本”,免得被当成日期。 | 21、47-5
ledger-template-problem = 必填。反馈的问题原文。 | 河道生态补水不足,部分河段常年断流。
ledger-template-lead = 牵头单位;几个单位用顿号隔开。 | 省水利厅
ledger-template-responsible = 责任单位,每个调度周期都要报送进展。 | 省水利厅、省生态环境厅
ledger-template-cooperating = 配合单位;承担了某项措施的才报送。 | 省财政厅
ledger-template-supervising = 督导单位,不报送。 | 省政府督查室
ledger-template-accepting = 验收单位,不报送。 | 省生态环境厅
ledger-template-target = 整改要达到的目标。 | 主要河段恢复生态基流。
ledger-template-deadline = 日期,或“2024年12月底”“立行立改”“长期坚持”。 | 2025年12月底
ledger-template-measure-number = 措施在这项任务里的顺序。 | 1
ledger-template-measure = 一行一项措施;写在一个格子里、带 1. 2. 编号也可以。 | 实施生态补水,年补水不少于1.2亿立方米。
ledger-template-measure-owners = 这项措施由谁落实;空着就是各责任单位共同落实。 | 省水利厅
ledger-template-indicator = 每年要数的指标,写在它所属措施的那一行。 | 生态补水量
ledger-template-indicator-unit = 指标的计量单位。 | 亿立方米
ledger-template-indicator-year = 目标属于哪一年。 | 2025
ledger-template-indicator-target = 这一年的目标,只写数字。 | 1.2
ledger-template-completion = 到目前的完成情况,可以空着。 | 已补水0.9亿立方米。
ledger-template-completion-as-of = 完成情况截至哪一天。 | 2024年9月30日

ledger-ask-reason = 这份台账改了{ $count }项任务已定的措施(序号{ $numbers })。措施定下后改动要有依据,请写一句原因,例如 按省政府专题会议要求调整。写好就导入。
ledger-reason-back = 返回
ledger-reason-expected = 请用一句话写明为什么改这些措施;不改了请点“返回”。
ledger-reason-long = 原因太长({ $given }字),请控制在{ $most }字以内。
ledger-reason-file = 导入台账“{ $file }”
