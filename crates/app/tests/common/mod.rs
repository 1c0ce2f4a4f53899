//! A small office for the tests of the use cases: the invented district on a SQLite file of its own, a clock that is set by
//! hand, a press that prints plainly.

#![expect(clippy::unwrap_used, reason = "what fails while an office is made fails the test that asked for it")]
#![expect(dead_code, reason = "each test binary uses a part of it")]

use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use huiyin_app::desk::{Bound, Desk, Identity};
use huiyin_app::filing::{FilingReceipt, FilingRequest, PersonRequest};
use huiyin_app::founding::OfficeFile;
use huiyin_app::keys::Keys;
use huiyin_app::ports::{Clock, LetterForm, Mail, Post, PostError, Press, PressError};
use huiyin_app::{App, AppError};
use huiyin_domain::ids::{IssueNo, MatterId, OfficeId};
use huiyin_domain::intake::Channel;
use huiyin_domain::lang::Lang;
use huiyin_domain::letter::{Block, Letter};
use huiyin_domain::matter::command::{Accept, Classify, Decide, Findings, Forward};
use huiyin_domain::matter::{Command, Kind, Outcome, PersonRole, RouteReason, Way};
use huiyin_domain::office::Actor;
use huiyin_store::Store;
use jiff::Timestamp;
use jiff::civil::Date;

/// A post that keeps what it is given.
#[derive(Default)]
pub struct Kept(pub Mutex<Vec<Mail>>);

#[async_trait]
impl Post for Kept {
    async fn send(&self, mail: &Mail) -> Result<(), PostError> {
        self.0.lock().unwrap().push(mail.clone());
        Ok(())
    }
}

/// A clock that is set by hand.
#[derive(Clone)]
pub struct SetClock(Arc<Mutex<Timestamp>>);

impl SetClock {
    pub fn at(day: &str) -> Self {
        Self(Arc::new(Mutex::new(noon(day))))
    }

    pub fn set(&self, day: &str) {
        *self.0.lock().unwrap() = noon(day);
    }

    /// Some seconds pass.
    pub fn later(&self) {
        let mut now = self.0.lock().unwrap();
        *now += jiff::SignedDuration::from_secs(5);
    }
}

/// Noon of that day in the office's time zone.
fn noon(day: &str) -> Timestamp {
    let day: Date = day.parse().unwrap();
    day.at(12, 0, 0, 0).in_tz("Asia/Shanghai").unwrap().timestamp()
}

impl Clock for SetClock {
    fn now(&self) -> Timestamp {
        *self.0.lock().unwrap()
    }
}

/// Prints what a letter says, plainly.
pub struct PlainPress;

impl Press for PlainPress {
    fn press(&self, letter: &Letter, _form: LetterForm) -> Result<Vec<u8>, PressError> {
        let text = format!("{}\n{:?}\n", letter.number, letter.told);
        Ok(text.into_bytes())
    }

    fn bind(&self, number: &str, _lang: Lang, blocks: &[Block]) -> Result<Vec<u8>, PressError> {
        let words: Vec<&str> = blocks.iter().map(|block| block.words.as_str()).collect();
        Ok(format!("{number}\n{}", words.join("\n")).into_bytes())
    }
}

/// An office on its first day, and the folder its database lies in.
pub struct Office {
    pub app: App,
    pub clock: SetClock,
    pub folder: tempfile::TempDir,
}

/// The invented district, founded that day.
pub async fn district(day: &str) -> Office {
    let folder = tempfile::tempdir().unwrap();
    let store = huiyin_store_sqlite::open(folder.path()).unwrap();
    district_on(store, folder, day).await
}

/// The same on another store.
pub async fn district_on(store: Store, folder: tempfile::TempDir, day: &str) -> Office {
    let clock = SetClock::at(day);
    let app = App::new(OfficeId(1), store, Keys::new([7; 32]), Arc::new(clock.clone()), Arc::new(PlainPress));
    let file = OfficeFile::read(include_str!("../../../../rules/demo/office.toml")).unwrap();
    app.found_from(&file, &Actor::Job("operator")).await.unwrap();
    Office { app, clock, folder }
}

impl Office {
    /// The same office as another process has it, which knows nothing yet.
    pub fn again(&self) -> App {
        let store = huiyin_store_sqlite::open(self.folder.path()).unwrap();
        App::new(OfficeId(1), store, Keys::new([7; 32]), Arc::new(self.clock.clone()), Arc::new(PlainPress))
    }

    /// The officer of that code, with the posts held.
    pub async fn officer(&self, code: &str) -> Actor {
        self.app.officer_today(&code.parse().unwrap()).await.unwrap()
    }

    /// Files a petition online, as its petitioner would.
    pub async fn file(&self, request: &FilingRequest) -> FilingReceipt {
        self.app.file(&Actor::Public, request, None).await.unwrap()
    }
}

/// Keeps a file on a desk, as if it had come in pieces.
pub async fn keep(office: &Office, desk: &mut Desk, name: &str, bytes: &[u8]) -> Result<(), AppError> {
    let pieces: Vec<_> = bytes.chunks(10_000).map(Ok).collect();
    office.app.keep_file(desk, name, "application/octet-stream", futures::stream::iter(pieces)).await
}

/// A petition about a dark road, filed online by one person.
pub fn petition() -> FilingRequest {
    let text = "村口到学校的三盏路灯坏了两个月，孩子上学走夜路。";
    FilingRequest {
        demands: vec!["修好路灯".to_owned()],
        persons: vec![PersonRequest { role: PersonRole::Petitioner, identity: identity() }],
        place: Some("990121101201".parse().unwrap()),
        ..FilingRequest::of_words(Channel::Online, "村口路灯不亮", text)
    }
}

/// Somebody who does not exist.
pub fn identity() -> Identity {
    Identity {
        name: "试其人".to_owned(),
        salutation: "试女士".to_owned(),
        phone: "138-0000-0001".to_owned(),
        ..Identity::default()
    }
}

/// Findings in a few words.
pub fn findings(desk: &mut Desk) -> Findings {
    let mut say = |text: &str| desk.words("findings", text, Bound::Note).unwrap();
    Findings {
        facts: say("现场查看，三盏路灯线路断开。"),
        reasons: say("属本镇维护范围。"),
        basis: say("《城市道路照明设施管理规定》"),
    }
}

/// What was found out about the lamps.
pub const FACTS: &str =
    "经现场查看，柳林巷三盏路灯因线路老化断电，已于三月九日全部更换线路并恢复照明，老人出行的路段加装了反光标识。";

/// Files a petition about lamps and has it accepted by the township.
pub async fn accepted(office: &Office, subject: &str, text: &str) -> MatterId {
    let request = FilingRequest {
        demands: vec!["请尽快修好柳林巷路灯，恢复夜间照明".to_owned()],
        ..FilingRequest::of_words(Channel::Online, subject, text)
    };
    let matter = office.file(&request).await.matter;
    let registrar = office.officer("o-xfj-1").await;
    let class = "03.02.01".parse().unwrap();
    let classify =
        Classify { issue: IssueNo::FIRST, kind: Kind::Appeal, way: Some(Way::Opinion), class, proposed: None };
    office.app.act(&registrar, matter, |_| Ok(Command::Classify(classify))).await.unwrap();
    let forward = Forward {
        issue: IssueNo::FIRST,
        to: "qlz".parse().unwrap(),
        reason: RouteReason::ComplainedOf,
        proposed: Vec::new(),
    };
    office.app.act(&registrar, matter, |_| Ok(Command::Forward(forward))).await.unwrap();
    let accept = Accept { issue: IssueNo::FIRST, on: "2026-03-02".parse().unwrap() };
    office.app.act(&office.officer("o-qlz-1").await, matter, |_| Ok(Command::Accept(accept))).await.unwrap();
    matter
}

/// The head of the township answers it.
pub async fn answer(office: &Office, matter: MatterId) {
    let decide = |desk: &mut Desk| {
        let mut say = |text: &str| desk.words("findings", text, Bound::Note).unwrap();
        let findings = Findings {
            facts: say(FACTS),
            reasons: say("属本镇维护范围。"),
            basis: say("《城市道路照明设施管理规定》"),
        };
        Ok(Command::Decide(Decide { issue: IssueNo::FIRST, outcome: Outcome::Supported, findings }))
    };
    office.app.act(&office.officer("o-qlz-2").await, matter, decide).await.unwrap();
    office.app.drain_jobs().await.unwrap();
}
