# Pages for everybody.
page-own-name = English
page-languages = Languages
page-title = Petitions to { $office }
page-lead = Every petition gets an answer, every matter a result. This office takes petitions in, sends them to whoever must answer, keeps the legal days, and shows you where yours is.
page-file = File a petition
page-file-text = You get a number and a query code. Keep the code: it alone opens your matter.
page-query = Where is it now?
page-query-text = Put your query code in the place of the one below. It goes in the body, never in an address.
page-open = How this office works
page-open-text = Its units and officers, and the last day of any legal period with the way it comes about.
page-staff = For officers
page-staff-text = With a token you can do here all that your post allows.
page-document = All addresses, schemas and examples: the description of the interface (OpenAPI)
