# 年度总结(文书用全角标点)

year-file = { $year }年度整改工作总结 { $programme }.docx
year-title = { $year }年度整改工作总结
year-tasks = 总体情况
year-counts = 截至{ $day }，共有整改任务{ $tasks }项，其中应于{ $year }年底前完成{ $due }项。全部任务中，报完成{ $reported }项，已验收{ $accepted }项，已公示{ $publicised }项，已销号{ $closed }项；应完成的任务中，报完成{ $due_reported }项，已验收{ $due_accepted }项，已公示{ $due_publicised }项，已销号{ $due_closed }项。以上各项分别统计，报完成不等于验收，验收不等于销号。
year-figure-due = 应完成
year-figure-reported = 报完成
year-figure-accepted = 已验收
year-figure-publicised = 已公示
year-figure-closed = 已销号
year-all = 全部任务
year-due-ones = 其中应完成的
year-moved = { $year }年内，通过验收{ $pass }项次，验收未通过{ $fail }项次，销号{ $close }项次；因异议成立退回整改{ $upheld }项次，因回头看退回整改{ $look_back }项次。
year-behind = 应完成而尚未销号的{ $count }项：
year-none-reached = 整改中
year-reporting = 调度报送情况
year-no-rounds = 本年度没有开展调度。
year-rounds = 本年度共调度{ $rounds }次，布置{ $owed }项次，收到报送{ $answered }项次：按时{ $on_time }项次，迟报{ $late }项次；到期未报{ $missing }项次{ $ahead ->
        [0] {""}
       *[other] ，未到期{ $ahead }项次
    }。
year-departments = 各单位（{ $count }个）完成率、按时率如下{ $shown ->
        [15] （图示前15个）
       *[other] {""}
    }：
year-figures = 指标完成情况
year-no-figures = 本年度没有设定指标。
year-figures-count = 有年度目标或有填报的指标共{ $count }项，其中既有目标又有实绩的{ $judged }项，达到目标{ $reached }项。
year-measures = 整改措施调整
year-no-measures = 本年度没有调整整改措施。
year-measures-count = 本年度调整整改措施{ $count }处：
year-measure = 措施{ $at }
year-measure-dropped = 已取消的措施
year-extensions = 延期
year-no-extensions = 本年度没有申请延期。
year-extensions-count = 本年度申请延期{ $count }次，同意{ $granted }次，不同意{ $refused }次：
year-extension-asked = 待定
year-extension-granted = 同意
year-extension-refused = 不同意
year-extension-withdrawn = 已撤回
year-extension-moot = 已按时报
year-objections = 公示异议
year-no-objections = 本年度没有收到异议。
year-objections-count = 本年度收到异议{ $count }件（机器人{ $chat }件，邮件{ $mail }件，来电{ $phone }件，来信{ $letter }件）{ $late ->
        [0] {""}
       *[other] ，其中逾期收到{ $late }件
    }。已答复{ $answered }件：成立{ $upheld }件，不成立{ $refused }件；提出人撤回{ $withdrawn }件；未办结{ $open }件。答复后，提出人表示已解决{ $settled }件，未解决{ $unsettled }件。
year-acts = 督办情况
year-no-acts = 本年度没有发督办单、通报，没有约谈。
year-acts-count = 本年度发督办单{ $letter }件，通报{ $bulletin }件，约谈{ $talk }次：
year-method = 说明：一个单位就一项任务在一次调度中应报一次，计1项次。完成率=已报送（待审或已通过）的项次÷应报项次；按时率=首次报送不晚于截止日的项次÷已到期或已报送的项次。报完成，指应报单位最近一次报送均为“已完成”，或已申请验收。已公示，指有期满且有效的公示；任务退回整改后，以前的公示不再计入。指标实绩为本年度最近一次报送的累计数；几个单位分别报送同一指标的，分行列出。
year-column-number = 序号
year-column-problem = 整改任务
year-column-deadline = 整改时限
year-column-reached = 进展
year-column-indicator = 指标
year-column-department = 单位
year-column-target = 年度目标
year-column-actual = 实绩
year-column-share = 比例
year-column-measure = 措施
year-column-changed = 调整日期
year-column-reason = 理由
year-column-round = 调度
year-column-until = 延至
year-column-decided = 结果
year-column-act = 文书
year-column-about = 对象
year-column-day = 日期
year-none = 还没有整改任务,没有可总结的。
year-unknown = 没有叫“{ $given }”的督察。
year-several = 有几个督察({ $names }),请写明总结哪一个。
