# What stands around every page, and the front page.
page-own-name = English
page-languages = Languages
page-skip = To the content
page-foot = This site
page-motto = Every { word-filed } gets an answer, every matter a result.
page-title = What would you like to do?
page-lead = This office takes { word-filed }s in, sends each to the body that must answer, keeps the legal days, and shows you where yours is.
page-file = File { word-a-filed }
page-file-text = Without an account, with your name, under seal or anonymously. You get a number and a query code.
page-staff = For officers
page-document = For other systems: the interface (OpenAPI)
trouble-incident = When you ask about it, please name incident { $incident }.
trouble-way = Nothing that was received before is lost.
trouble-front = To the front page

# The receipt.
receipt-title = Your { word-filed } has been received
receipt-received = It was received on { $day } under the number { $number }.
receipt-code = Query code
receipt-keep = Keep this code: it alone opens your { word-filed }, shows where it is, and lets you read the answer. We keep no copy that could be read.
receipt-square = The query code as a square to scan
receipt-next = By { $day } at the latest it is registered and sent to the body that must answer.
receipt-print = You can print this page; only what you need is on the paper.
receipt-look = See where it is
receipt-done = Done
