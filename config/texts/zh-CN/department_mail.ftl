# 邮件:没有人能在机器人里接收的单位

department-letter-subject-prompt = { $period }进展调度 · 待报{ $count }项 · 请于{ $due }前报送
department-letter-subject-overdue = 逾期未报 · { $period }进展 · { $count }项 · 应于{ $due }前报送
department-letter-to = { $department }:
department-letter-prompt = 请于{ $due }前报送{ $period }整改任务的进展和佐证材料,共{ $count }项。
department-letter-overdue = { $period }整改任务的进展应于{ $due }前报送,还有{ $count }项没有收到。请尽快报送。
department-letter-items = 待报事项:
department-letter-item = 序号{ $number } { $problem }
department-letter-provisional = 截止日为暂定:有的年份放假安排尚未公布,公布后重新计算并另行通知。
department-letter-how = 贵单位目前没有联络员能在机器人里接收,所以发邮件通知。请确定一位联络员,向办公室要一个邀请链接,点开即可用手机填报;来不及的,请先与办公室联系。
department-letter-workbook = 贵单位目前没有联络员能在机器人里接收,所以发邮件通知。请填写附件里的填报表,连同佐证材料回复本邮件,由经办人核对录入;也可以确定一位联络员,向办公室要一个邀请链接,用手机填报。
department-letter-phone = 电话:
department-letter-email = 邮箱:
