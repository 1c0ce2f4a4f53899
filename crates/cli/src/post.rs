//! The post: mails over SMTP. Words come from the catalogues; TLS as the address says (`smtps://`, `smtp://…?tls=required`).

use async_trait::async_trait;
use huiyin_app::ports::{Mail, MailText, Post, PostError};
use huiyin_render::Say;
use lettre::message::Mailbox;
use lettre::message::header::ContentType;
use lettre::transport::smtp::Error;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// Mails over one server.
pub struct SmtpPost {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
    link: Option<String>,
}

impl SmtpPost {
    /// The server of this address: `smtp://user:password@host:port`; `link` leads to the site, where it is known.
    pub fn connect(url: &str, from: &str, link: Option<String>) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        Ok(Self { transport, from: from.parse()?, link })
    }

    /// Subject and body.
    fn words(&self, mail: &Mail) -> (String, String) {
        let office = ("office", mail.office_name.clone());
        let (key, args) = match &mail.text {
            MailText::Received { number } => ("received", vec![office, ("number", number.clone())]),
            MailText::Answer { number } => ("answer", vec![office, ("number", number.clone())]),
            MailText::TopicGrows => ("topic-grows", vec![office]),
            MailText::Handover { officer, moved } => {
                ("handover", vec![office, ("officer", officer.clone()), ("moved", moved.to_string())])
            }
            MailText::Freed { freed } => ("freed", vec![office, ("freed", freed.to_string())]),
            MailText::Reminder { due_soon, overdue } => {
                ("reminder", vec![office, ("due_soon", due_soon.to_string()), ("overdue", overdue.to_string())])
            }
        };
        let say = Say::new(mail.lang).of(mail.catalogue);
        let body = say.text(&format!("mail-{key}-body"), &args);
        let link = self.link.as_ref().map(|link| format!("\n\n{link}/")).unwrap_or_default();
        (say.text(&format!("mail-{key}-subject"), &args), format!("{body}{link}\n"))
    }

    fn message(&self, mail: &Mail) -> Result<Message, PostError> {
        let (subject, body) = self.words(mail);
        // What is sent once more bears the same id, by which mail systems know it again.
        let id = format!("<{}@{}>", mail.id, self.from.email.domain());
        let to = mail.to.parse().map_err(|_| PostError { why: "the address is none".to_owned(), is_final: true })?;
        let message = Message::builder().message_id(Some(id)).from(self.from.clone()).to(to).subject(subject);
        message
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| PostError { why: error.to_string(), is_final: true })
    }
}

/// What went wrong, for the log: the server's code, but not its words, which may repeat the address.
fn said(error: &Error) -> String {
    match error.status() {
        Some(code) => format!("the server answered {code}"),
        None if error.is_response() || error.is_client() => "the server was not understood".to_owned(),
        None => "the server was not reached, or did not answer".to_owned(),
    }
}

#[async_trait]
impl Post for SmtpPost {
    async fn send(&self, mail: &Mail) -> Result<(), PostError> {
        let sent = self.transport.send(self.message(mail)?).await;
        sent.map(drop).map_err(|error| PostError { why: said(&error), is_final: error.is_permanent() })
    }
}
