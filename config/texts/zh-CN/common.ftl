# Words that stand the same on every card, letter and document

state-in_progress = 整改中
state-accepting = 申请验收
state-accepted = 通过验收
state-closed = 已销号

status-done = 已完成
status-on_track = 达到序时进度
status-behind = 未达到序时进度
status-no_change = 无新进展

light-white = ⚪待报
light-green = 🟢正常
light-amber = 🟡临近、待审或已退回
light-red = 🔴逾期或滞后

role-coordinator = 经办人
role-leader = 领导
role-liaison = 联络员
role-department_leader = 单位领导

provisional = 暂定
