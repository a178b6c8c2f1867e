# Mail to a department nobody of whom can be reached in chat

department-letter-subject-prompt = Progress report, { $period }: { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }, due { $due }
department-letter-subject-overdue = Overdue: progress report, { $period }, { $count ->
        [one] 1 task
       *[other] { $count } tasks
    }, was due { $due }
department-letter-to = { $department }:
department-letter-prompt = Please send the progress of { $count ->
        [one] 1 task
       *[other] { $count } tasks
    } ({ $period }) with supporting files by { $due }.
department-letter-overdue = The progress of { $period } was due { $due }. { $count ->
        [one] 1 task has
       *[other] { $count } tasks have
    } not been reported. Please send it soon.
department-letter-items = What is owed:
department-letter-item = { $number } { $problem }
department-letter-provisional = The date is provisional: the holidays of a year are not published yet. It is counted again then, and you will be told.
department-letter-how = Nobody of your department can be reached by the bot, so this comes by mail. Please name a liaison and ask the office for an invite link: reports are then sent from the phone. If time is short, please call the office.
department-letter-workbook = Nobody of your department can be reached by the bot, so this comes by mail. Please fill in the enclosed workbook and send it with your files in reply to this mail; a coordinator checks and enters it. Or name a liaison and ask the office for an invite link.
department-letter-phone = Phone:
department-letter-email = E-mail:
