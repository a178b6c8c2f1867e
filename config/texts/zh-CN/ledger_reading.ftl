# 读台账文件时的错误和提醒

ledger-at-line = 第{ $line }行
ledger-at-row = 第{ $table }个表第{ $row }行
ledger-at = { $where }:{ $message }

ledger-column-unknown = 不认识的列“{ $heading }”,这一列没有读。要读的话,请改成模板里的列名。
ledger-column-twice = “{ $heading }”和“{ $other }”说的是同一项,只读了“{ $other }”。
ledger-column-unnamed = { $column } 列没有列名,没有读。
ledger-column-hidden = “{ $heading }”一列是隐藏的,照样读了。不要的话请删掉这一列再发。
ledger-rows-hidden = 有 { $count } 行是隐藏的(例如筛选),照样读了。不要的话请删掉再发。
ledger-row-left-out = “{ $text }”单独成行,没有序号,没有读。
ledger-row-without-number = 这一行没有序号({ $problem })。请补上序号;如果是上一项的内容,请与上一项的格子合并。
ledger-no-number-column = 表头里没有“序号”这一列。请补上。
ledger-no-heading = 没有找到表头。表头里要有“序号”和“整改任务”“责任单位”等列名,可以照着模板填。
ledger-number-unclear = 序号“{ $text }”读不成一个序号。请写成 21 或 47-5 这样。
ledger-number-date = 序号这一格是日期({ $text }),看不出原来的序号。请把格子设成文本格式,重新填。
ledger-number-was-date = 序号这一格被表格软件变成了日期({ $text }),按 { $number } 读。请核对,并把格子设成文本格式。
ledger-number-was-decimal = 序号这一格是小数({ $text }),按 { $number } 读。请核对,并把格子设成文本格式。
ledger-number-again = 序号{ $number }在 { $first } 已经有了。请只留一项。
ledger-cell-formula = 这一格是公式({ $text }),没有算好的值。请在表格软件里打开、保存一次,或改成数值再发。
ledger-cell-error = 这一格的公式出错({ $text })。请改好再发。
ledger-no-such-day = 没有“{ $text }”这一天。请改正。
ledger-deadline-unclear = “{ $text }”看不出是哪一天,只留文字。请核对。
ledger-deadlines-differ = 序号{ $number }有几个不同的时限({ $text }),没有定日期,只留文字。请核对。
ledger-owner-of-nothing = “{ $text }”旁边没有措施,没有读。
ledger-figure-words = “{ $text }”不是能按数统计的指标,没有读。
ledger-figure-no-name = 有目标数({ $text }),没有指标名称。请补上。
ledger-figure-no-unit = “{ $text }”没有计量单位。请补上,例如 640万亩。
ledger-figure-no-year = 指标“{ $name }”看不出是哪一年的目标。请加一列“指标年度”,或把列名写成“2025年度目标”。
ledger-figure-twice = 指标“{ $name }”{ $year }年的目标写了两个不同的数。请只留一个。
ledger-figure-too-long = 指标名称或单位太长({ $name },{ $unit })。名称最多60字,单位最多12字。
ledger-year-unclear = “{ $text }”不是一个年份。请写成 2025。
ledger-sheet-hidden = 工作表“{ $sheet }”是隐藏的,没有读。
ledger-sheet-copy = 工作表“{ $sheet }”和“{ $other }”里有相同的序号,只读了“{ $other }”。
