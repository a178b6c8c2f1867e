# 读公示:命令行表格的栏目,以及文件读不出文字时的话

notice-reading-programme = 督察
notice-reading-signed = 落款
notice-reading-number = 序号
notice-reading-problem = 问题
notice-reading-departments = 责任单位
notice-reading-target = 整改目标
notice-reading-measures = 整改措施
notice-reading-completion = 完成情况
notice-reading-completion-as-of = 完成情况(截至{ $day })
notice-reading-deadline = 整改时限
notice-reading-period = 公示期
notice-reading-days = { $start } 至 { $end }
notice-reading-stated-length = 写明的长度
notice-reading-calendar-days = 共{ $days }天
notice-reading-working-days = 工作日{ $days }个
notice-reading-unit = 受理单位
notice-reading-person = 联系人
notice-reading-phones = 电话
notice-reading-emails = 邮箱
notice-reading-address = 地址

source-too-big = 文件太大:最多20 MB,解压后最多100 MB,文字最多两百万字。请只留公示正文再试。
source-empty = 文件里没有文字。如果是扫描件,请换成能复制文字的版本。
source-unknown-kind = 只能读纯文本、保存的网页(.html)和 Word 文档(.docx)。请另存为其中一种再试。
source-broken = 文件已损坏,打不开。请重新保存或重新发一份。
source-unknown-encoding = 文字编码既不是 UTF-8 也不是 GBK。请用 UTF-8 另存一份再试。
source-encrypted = 文件加了密码,打不开。请去掉密码另存一份再试。
source-other-word = 这是旧版 Word、WPS 文字或带宏的文件。请另存为 .docx 再试。
source-other-workbook = 这是表格文件,公示请用文本、网页或 Word 文档。
