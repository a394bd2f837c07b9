//! A minute of office life, scene by scene, through the same use cases people go through.

use crate::{
    Backend,
    actor::{Consult, Employer, Newcomer, Staff},
    error::{Error, Result},
    import::Upload,
};
use domain::{
    form::{
        ConfirmColumns, ConfirmImport, LogConsultation,
        plan::{AskQuestion, Claim},
    },
    language::Language,
    step::StepRef,
    view::import::{Stage, WantedRows},
};

/// Something that happens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scene {
    /// An employer announces three people with a list.
    Import,
    /// A trainee says that something is done.
    FirstClaim,
    /// A graduate says that something is done.
    SecondClaim,
    /// The trainee asks a question.
    Question,
    /// A companion logs a conversation.
    Consultation,
}

impl Scene {
    /// The minute in its order.
    pub const ALL: [Self; 5] = [Self::Import, Self::FirstClaim, Self::Question, Self::SecondClaim, Self::Consultation];
}

/// Invented names; which of them a list takes follows from how many lists there were.
const GIVEN: [&str; 9] = ["Linh", "Minh", "Thảo", "Khánh", "Yến", "Quân", "Ngọc", "Bảo", "Diệp"];
const FAMILY: [&str; 11] = ["Trần", "Phạm", "Bùi", "Đặng", "Hồ", "Võ", "Đinh", "Lý", "Mai", "Tô", "Châu"];

impl Backend {
    /// Lets a scene of the demo happen.
    ///
    /// # Errors
    /// [`Error::NotFound`] outside demo mode; what the use case itself refuses.
    pub async fn play(&self, scene: Scene) -> Result<()> {
        match scene {
            Scene::Import => self.play_import().await,
            Scene::FirstClaim => self.play_claim("newcomer@demo.example").await,
            Scene::SecondClaim => self.play_claim("graduate@demo.example").await,
            Scene::Question => self.play_question().await,
            Scene::Consultation => self.play_consultation().await,
        }
    }

    async fn play_import(&self) -> Result<()> {
        let principal = self.demo_principal("caretaker@demo.example").await?;
        let employer = self.acting::<Employer>(Some(&principal))?;
        let lists = employer.imports(Language::De).await?.past.len();
        let start = employer.today() + chrono::TimeDelta::days(120);
        let mut table = "Vorname\tNachname\tStaatsangehörigkeit\tBeruf\tStart\n".to_owned();
        for person in 0..3 {
            let place = lists * 3 + person;
            let given = GIVEN.get(place % GIVEN.len()).copied().unwrap_or_default();
            let family = FAMILY.get(place % FAMILY.len()).copied().unwrap_or_default();
            table.extend([given, "\t", family, "\tVietnam\tAusbildung Pflegefachfrau\t"]);
            table.extend([&*start.format("%d.%m.%Y").to_string(), "\n"]);
        }
        let id = employer.upload_hires(Upload::table(table)).await?;
        let wanted = WantedRows { step: "columns".to_owned(), ..WantedRows::default() };
        let Stage::Columns(columns) = employer.import(id, &wanted, Language::De).await?.stage else {
            return Err(Error::inconsistent("a new list has columns to confirm"));
        };
        let guessed = columns.columns.iter().map(|column| {
            (format!("c{}", column.place), column.field.map(|field| field.to_string()).unwrap_or_default())
        });
        employer.confirm_import_columns(id, &ConfirmColumns(guessed.collect())).await?;
        employer.confirm_import(id, &ConfirmImport { cohort: String::new() }).await
    }

    /// What is to be done now is done; where nothing is, nothing happens.
    async fn play_claim(&self, email: &str) -> Result<()> {
        let principal = self.demo_principal(email).await?;
        let newcomer = self.acting::<Newcomer>(Some(&principal))?;
        let now = newcomer.plan(Language::De).await?.way.and_then(|way| way.now);
        let Some(now) = now else { return Ok(()) };
        let step: StepRef = now.row.address.parse().map_err(|_| Error::inconsistent("address of a step"))?;
        newcomer.claim(step, &Claim::default()).await
    }

    async fn play_question(&self) -> Result<()> {
        let principal = self.demo_principal("newcomer@demo.example").await?;
        let newcomer = self.acting::<Newcomer>(Some(&principal))?;
        let question = "Tôi có cần dịch giấy khai sinh không?".to_owned();
        newcomer.ask(None, &AskQuestion { question }, Language::Vi).await
    }

    async fn play_consultation(&self) -> Result<()> {
        let principal = self.demo_principal("companion@demo.example").await?;
        let companion = self.acting::<Staff>(Some(&principal))?;
        let form = LogConsultation {
            party: "newcomer".to_owned(),
            housing: Some("yes".to_owned()),
            language: "en".to_owned(),
            minutes: "15".to_owned(),
            result: "answered".to_owned(),
            ..LogConsultation::default()
        };
        let permit = companion.permit::<Consult>()?;
        companion.log_consultation(&form, permit).await
    }
}
