mail-received-subject = { $office }: petition { $number } was received
mail-received-body = Your petition { $number } was received. With the query code you can see where it is.
mail-answer-subject = { $office }: there is a letter on petition { $number }
mail-answer-body = There is a letter on petition { $number }. You can read it with the query code.
mail-reminder-subject = { $office }: { $due_soon } due soon, { $overdue } overdue
mail-reminder-body = { $due_soon } issues of your unit fall due soon, { $overdue } are overdue. Please sign in to see them.
mail-topic-grows-subject = { $office }: a topic grows
mail-topic-grows-body = More petitions came on one topic than its history lets expect. Please sign in to see it under Topics.
