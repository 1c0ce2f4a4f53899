//! The post: mails over SMTP. Words come from the catalogues; TLS as the address says (`smtps://`, `smtp://…?tls=required`).

use async_trait::async_trait;
use huiyin_app::ports::{Mail, MailText, Post, PostError};
use huiyin_render::{Lang, Say};
use lettre::message::header::ContentType;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// Mails over one server.
pub struct SmtpPost {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: String,
    say: Say,
}

impl SmtpPost {
    /// The server of this address: `smtp://user:password@host:port`.
    pub fn connect(url: &str, from: &str, lang: Lang) -> anyhow::Result<Self> {
        let transport = AsyncSmtpTransport::<Tokio1Executor>::from_url(url)?.build();
        Ok(Self { transport, from: from.to_owned(), say: Say::new(lang) })
    }

    fn words(&self, mail: &Mail) -> (String, String) {
        let office = ("office", mail.office_name.clone());
        match &mail.text {
            MailText::Received { number } => {
                let args = [office, ("number", number.clone())];
                (self.say.text("mail-received-subject", &args), self.say.text("mail-received-body", &args))
            }
            MailText::Answer { number } => {
                let args = [office, ("number", number.clone())];
                (self.say.text("mail-answer-subject", &args), self.say.text("mail-answer-body", &args))
            }
            MailText::Reminder { due_soon, overdue } => {
                let args = [office, ("due_soon", due_soon.to_string()), ("overdue", overdue.to_string())];
                (self.say.text("mail-reminder-subject", &args), self.say.text("mail-reminder-body", &args))
            }
        }
    }
}

#[async_trait]
impl Post for SmtpPost {
    async fn send(&self, mail: &Mail) -> Result<(), PostError> {
        let failed = |error: &dyn std::fmt::Display| PostError(error.to_string());
        let (subject, body) = self.words(mail);
        let message = Message::builder()
            .from(self.from.parse().map_err(|error| failed(&error))?)
            .to(mail.to.parse().map_err(|_| PostError("the address is none".to_owned()))?)
            .subject(subject)
            .header(ContentType::TEXT_PLAIN)
            .body(body)
            .map_err(|error| failed(&error))?;
        self.transport.send(message).await.map(drop).map_err(|error| failed(&error))
    }
}
