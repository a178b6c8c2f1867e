# 季度表、佐证包

quarter-title = { $period }整改进展情况表
quarter-title-units = { $period }各单位报送情况
quarter-note = { $programme } · { $office } · { $opened }布置,{ $due }截止 · { $made }导出
quarter-sheet-tasks = 按任务
quarter-sheet-units = 按单位
quarter-file = { $period }整改进展情况表.xlsx
quarter-column-number = 序号
quarter-column-problem = 整改任务
quarter-column-department = 单位
quarter-column-status = 进展状态
quarter-column-text = 整改进展
quarter-column-figures = 指标(累计)
quarter-column-help = 需协调事项
quarter-column-evidence = 佐证份数
quarter-column-due = 应报日期
quarter-column-sent = 首次报送
quarter-column-kept = 报送情况
quarter-column-state = 审核
quarter-column-place = 名次
quarter-column-owed = 应报
quarter-column-answered = 已报
quarter-column-on-time = 按时
quarter-column-late = 迟报
quarter-column-missing = 到期未报
quarter-column-done = 完成率
quarter-column-punctual = 按时率
quarter-figure = { $name } { $value }{ $target ->
        [none] {""}
       *[other] {" "}(全年目标 { $target })
    }
quarter-kept-on_time = 按时
quarter-kept-late = 迟报
quarter-kept-missing = 到期未报
quarter-kept-ahead = 未到期
evidence-pack-number = 序号
evidence-pack-file = { $period }佐证材料.zip
evidence-pack-manifest = 清单.csv
evidence-pack-path = 包内路径
evidence-pack-sha256 = SHA-256
evidence-pack-size = 字节数
evidence-pack-type = 文件类型
evidence-pack-department = 单位
evidence-pack-round = 调度期
evidence-pack-name = 原文件名
evidence-pack-sent = 报送时间
evidence-pack-state = 审核
evidence-pack-there = 文件
evidence-pack-here = 在包内
evidence-pack-gone = 缺失或已改动,未打包
