# People: who there is, who can't be reached, roles that end, a department's address

people-title =
    📋 <b>People</b> · { $departments ->
        [one] 1 department
       *[other] { $departments } departments
    } · { $without ->
        [0] somebody can be reached in each
       *[other] nobody can be reached in { $without }
    }
    The office: { $coordinators ->
        [one] 1 coordinator
       *[other] { $coordinators } coordinators
    }, { $leaders ->
        [one] 1 leader
       *[other] { $leaders } leaders
    }
people-none = There are no departments yet. They come with an imported ledger.
people-what = Tap a department to see its people.
people-line = 🟢 { $name } · { $liaisons ->
        [one] 1 liaison
       *[other] { $liaisons } liaisons
    }{ $unreachable ->
        [0] {""}
       *[other] , { $unreachable } out of reach
    }{ $away ->
        [0] {""}
       *[other] , { $away } away
    }
people-line-unreachable = 🔴 { $name } · { $liaisons ->
        [one] 1 liaison
       *[other] { $liaisons } liaisons
    }, out of reach
people-line-none = ⚪ { $name } · no liaison{ $invited ->
        [none] {""}
       *[other] , the invite of { $invited } is unused
    }
people-office = The office
people-find = Find
people-invite = Invite
people-back = Back
people-department = 📋 <b>{ $name }</b>
people-of-office = 📋 <b>The office</b>
people-nobody = { $invited ->
        [none] Nobody yet.
       *[other] Nobody yet; the invite of { $invited } is unused.
    }
people-email = E-mail { $email ->
        [none] not set; prompts go there while nobody can be reached here
       *[other] { $email }
    }
people-person = { $name ->
        [none] No name
       *[other] { $name }
    }
people-person-line = { $name ->
        [none] No name
       *[other] { $name }
    } · { $role }{ $state ->
        [none] {""}
       *[other] { $state }
    }
people-role-deputy = stands in for { $name ->
        [none] the liaison
       *[other] { $name }
    }
people-unreachable = {" "}· 🔴out of reach
people-away = {" "}· away { $days }
people-add-liaison = Invite liaison
people-add-leader = Invite head
people-add-coordinator = Coordinator
people-add-office-leader = Leader
people-set-email = { $email ->
        [none] Set e-mail
       *[other] Change e-mail
    }
people-card = 📋 <b>{ $name ->
        [none] No name
       *[other] { $name }
    }</b>
people-card-line = { $role }{ $department ->
        [none] {""}
       *[other] {" "}· { $department }
    } · since { $since }{ $state ->
        [none] {""}
       *[other] { $state }
    }
people-card-stopped = The old account was stopped and no new one is bound yet. Once the link is used, every role is back.
people-card-unreachable = Out of reach: the bot may have been stopped. Please ring; /start brings them back.
people-end = End { $role }
people-end-yes = End it
people-end-no = Leave as is
people-end-asks = End the role of <b>{ $name ->
        [none] this person
       *[other] { $name }
    }</b>: { $role }{ $department ->
        [none] {""}
       *[other] {" "}({ $department })
    }? The rights are gone at once and the person is told; what they wrote stays.
people-rebind = New account
people-rebind-asks = Has <b>{ $name ->
        [none] this person
       *[other] { $name }
    }</b> lost or changed the account? Ring first, to be sure who it is, then pass the link on, to be opened with the new account.
    “Make a link”: the old account has its rights until the link is opened.
    “Stop it now”: it has none from this moment; the roles come back when the link is opened.
people-rebind-link = Make a link
people-rebind-stop = Stop it now
people-rebind-made = { $stopped ->
        [yes] The old account is stopped; the link is below.
       *[no] The link is below.
    }
people-rebind-yourself = Your own account is replaced by another coordinator, or by an invite from the operator.
people-last-coordinator = This is the last coordinator, whose role can't end. Please /invite another one first.
people-role-ended = Ended; the person is told.
people-find-title = 📋 <b>Find people and departments</b>
people-find-ask = Please type some letters of a name, for example 水利.
people-find-found = Found for “{ $asked }”:
people-find-nothing = Nothing found for “{ $asked }”. Please try other letters.
people-find-expected = Please type some letters of a name.
people-found = { $name ->
        [none] No name
       *[other] { $name }
    } · { $department ->
        [none] the office
       *[other] { $department }
    }

role-ended-ended = 📋 Your role has ended: { $role }{ $department ->
        [none] {""}
       *[other] {" "}({ $department })
    }. What you wrote stays. If this is a mistake, please call the office.
role-ended-left = 📋 You have left: { $role }{ $department ->
        [none] {""}
       *[other] {" "}({ $department })
    }. What you wrote stays. Thank you.
role-ended-handed = 📋 Handed over: { $role }{ $department ->
        [none] {""}
       *[other] {" "}({ $department })
    } is taken on by { $name ->
        [none] your successor
       *[other] { $name }
    }, with everything that is not done and all drafts. Thank you.
role-ended-over = 📋 You stand in no longer{ $department ->
        [none] {""}
       *[other] {" "}for { $department }
    }. What you wrote stays. Thank you.
role-ended-moved = 📋 Your roles here have moved to a new account; this one has no rights any more. If it was not you, please call the office at once.
people-left = { $last ->
        [yes] ⚠️
       *[no] 📋
    } The liaison of { $department } ({ $name ->
        [none] no name
       *[other] { $name }
    }) is no longer there. { $last ->
        [yes] Nobody of the department can be reached now: please invite somebody, who then gets what is owed.
       *[no] The others go on as before.
    }
people-no-longer = This is not yours to handle any more; the card is no longer brought up to date.

department-email-title = 📋 <b>{ $department }</b>: e-mail
department-email-ask = { $email ->
        [none] Please type the address where the department reads notices, for example office@example.org.
       *[other] It is { $email } now. Please type the new address.
    } While nobody of the department can be reached here, prompts and overdue notices go there.
department-email-unclear = “{ $given }” is not a whole e-mail address. Please type one, for example office@example.org.
department-email-one = Please type one address only.
department-email-set = The e-mail of { $department } is { $email } now. What is owed goes there in working hours while nobody can be reached.
department-email-kept = The e-mail of { $department } stays as it was{ $email ->
        [none] : not set
       *[other] : { $email }
    }.
department-email-leave = Leave as is

unbound-title = ⚠️ <b>Nobody to ask here</b> · { $period } · { $count ->
        [one] 1 department
       *[other] { $count } departments
    } (by { $due })
unbound-none = 📋 <b>{ $period }</b> (by { $due }): somebody can be asked in every department now.
unbound-line = { $department } · { $count } owed · { $why ->
        [away] the liaison is away, without a deputy
        [unreachable] the liaison can't be reached
       *[other] { $invited ->
            [none] no liaison
           *[other] no liaison, the invite of { $invited } is unused
        }
    }; { $email ->
        [none] no e-mail is set
       *[other] it goes by mail to { $email }
    }
unbound-what = Please invite a liaison, who gets it once bound; where there is no e-mail, please set one.
