# Reading a notice: the rows of the table in the shell, and what is said of a file without text

notice-reading-programme = Inspection
notice-reading-signed = Signed
notice-reading-number = Number
notice-reading-problem = Problem
notice-reading-departments = Responsible
notice-reading-target = Target
notice-reading-measures = Measures
notice-reading-completion = Completion
notice-reading-completion-as-of = Completion (as of { $day })
notice-reading-deadline = Deadline
notice-reading-period = Publicity period
notice-reading-days = { $start } to { $end }
notice-reading-stated-length = Stated length
notice-reading-calendar-days = { $days } days in all
notice-reading-working-days = { $days } working days
notice-reading-unit = Receives objections
notice-reading-person = Contact person
notice-reading-phones = Phones
notice-reading-emails = E-mail
notice-reading-address = Post address

source-too-big = The file is too big: at most 20 MB, 100 MB unpacked and two million characters are read. Keep only the notice itself and try again.
source-empty = There is no text in the file. If it is a scan, use a version whose text can be copied.
source-unknown-kind = Only plain text, a saved web page (.html) and a Word document (.docx) can be read. Save it as one of these and try again.
source-broken = The file is damaged and can't be opened. Save it again or send another copy.
source-unknown-encoding = The text is neither UTF-8 nor GBK. Save it as UTF-8 and try again.
source-encrypted = The file is locked with a password. Save it without one and try again.
source-other-word = This is an older Word, a WPS or a macro document. Save it as .docx and try again.
source-other-workbook = This is a workbook; a notice is read from text, a web page or Word.
