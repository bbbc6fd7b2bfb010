//! What is asked of a letter by its kind, each in one match that names every kind.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::kinds::{
    Acknowledgement, Aftercare, Answer, Appointment, AppointmentAnswer, Attachment, Closing, ConsentAnswer,
    ConsentRequest, Feedback, Handover, Kind, Message, Other, Question, Referral, Reopening, Report,
    TrackChange, Withdrawal,
};
use super::{ContentError, Direction, SHORT, limit};
use crate::chunk::padded_count;
use crate::directory::is_language;
use crate::note::Note;

/// A letter's kind and what belongs to it.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[expect(missing_docs, reason = "each variant's type is documented")]
pub enum Body {
    Report(Box<Report>),
    Message(Message),
    Question(Question),
    Answer(Answer),
    ConsentRequest(ConsentRequest),
    ConsentAnswer(ConsentAnswer),
    TrackChange(TrackChange),
    Acknowledgement(Acknowledgement),
    Feedback(Feedback),
    Referral(Referral),
    Appointment(Appointment),
    AppointmentAnswer(AppointmentAnswer),
    Aftercare(Aftercare),
    Handover(Handover),
    Attachment(Attachment),
    Closing(Closing),
    Reopening(Reopening),
    Withdrawal(Withdrawal),
    Note(Box<Note>),
    /// A kind that this version does not know: kept, and shown as 'your app is too old for this letter'.
    #[serde(untagged)]
    Unknown(Other),
}

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // an unknown kind's name is the writer's own text
        let kind = self.known_kind().map_or("unknown", Kind::name);
        write!(f, "{kind}(…)")
    }
}

impl Body {
    /// The kind; nothing for one that this version does not know.
    pub const fn known_kind(&self) -> Option<Kind> {
        Some(match self {
            Self::Report(_) => Kind::Report,
            Self::Message(_) => Kind::Message,
            Self::Question(_) => Kind::Question,
            Self::Answer(_) => Kind::Answer,
            Self::ConsentRequest(_) => Kind::ConsentRequest,
            Self::ConsentAnswer(_) => Kind::ConsentAnswer,
            Self::TrackChange(_) => Kind::TrackChange,
            Self::Acknowledgement(_) => Kind::Acknowledgement,
            Self::Feedback(_) => Kind::Feedback,
            Self::Referral(_) => Kind::Referral,
            Self::Appointment(_) => Kind::Appointment,
            Self::AppointmentAnswer(_) => Kind::AppointmentAnswer,
            Self::Aftercare(_) => Kind::Aftercare,
            Self::Handover(_) => Kind::Handover,
            Self::Attachment(_) => Kind::Attachment,
            Self::Closing(_) => Kind::Closing,
            Self::Reopening(_) => Kind::Reopening,
            Self::Withdrawal(_) => Kind::Withdrawal,
            Self::Note(_) => Kind::Note,
            Self::Unknown(_) => return None,
        })
    }

    /// The name of the kind, of one that this version does not know, too.
    pub fn kind(&self) -> &str {
        if let Self::Unknown(fields) = self {
            return fields.get("kind").and_then(Value::as_str).unwrap_or_default();
        }
        self.known_kind().map_or("", Kind::name)
    }

    /// The attachment that this letter announces, if it announces one.
    pub const fn attachment(&self) -> Option<&Attachment> {
        match self {
            Self::Attachment(attachment) => Some(attachment),
            Self::Report(_)
            | Self::Message(_)
            | Self::Question(_)
            | Self::Answer(_)
            | Self::ConsentRequest(_)
            | Self::ConsentAnswer(_)
            | Self::TrackChange(_)
            | Self::Acknowledgement(_)
            | Self::Feedback(_)
            | Self::Referral(_)
            | Self::Appointment(_)
            | Self::AppointmentAnswer(_)
            | Self::Aftercare(_)
            | Self::Handover(_)
            | Self::Closing(_)
            | Self::Reopening(_)
            | Self::Withdrawal(_)
            | Self::Note(_)
            | Self::Unknown(_) => None,
        }
    }

    /// What it says in its writer's own words, if it has a field `text`.
    pub fn text(&self) -> Option<&str> {
        match self {
            Self::Report(letter) => Some(&letter.text),
            Self::Message(letter) => Some(&letter.text),
            Self::Question(letter) => Some(&letter.text),
            Self::Answer(letter) => Some(&letter.text),
            Self::ConsentAnswer(letter) => letter.text.as_deref(),
            Self::Acknowledgement(letter) => Some(&letter.text),
            Self::Feedback(letter) => Some(&letter.text),
            Self::Referral(letter) => Some(&letter.text),
            Self::Appointment(letter) => letter.text.as_deref(),
            Self::AppointmentAnswer(letter) => letter.text.as_deref(),
            Self::Aftercare(letter) => Some(&letter.text),
            Self::Handover(letter) => Some(&letter.text),
            Self::Closing(letter) => Some(&letter.text),
            Self::Reopening(letter) => Some(&letter.text),
            Self::Withdrawal(letter) => letter.text.as_deref(),
            Self::ConsentRequest(_) | Self::TrackChange(_) | Self::Attachment(_) | Self::Note(_) => None,
            Self::Unknown(fields) => fields.get("text")?.as_str(),
        }
    }

    pub(super) fn goes(&self, direction: Direction) -> bool {
        use Direction::{BetweenAdvisers, ToAdviser, ToMelder, ToSelf};
        match self {
            Self::Report(_)
            | Self::Answer(_)
            | Self::ConsentAnswer(_)
            | Self::AppointmentAnswer(_)
            | Self::Withdrawal(_) => direction == ToAdviser,
            Self::Question(_)
            | Self::ConsentRequest(_)
            | Self::TrackChange(_)
            | Self::Acknowledgement(_)
            | Self::Feedback(_)
            | Self::Referral(_)
            | Self::Appointment(_)
            | Self::Aftercare(_)
            | Self::Closing(_) => direction == ToMelder,
            Self::Reopening(_) => matches!(direction, ToAdviser | ToMelder),
            Self::Message(_) | Self::Handover(_) | Self::Attachment(_) => {
                matches!(direction, ToAdviser | ToMelder | BetweenAdvisers)
            }
            Self::Note(_) => direction == ToSelf,
            Self::Unknown(_) => true,
        }
    }

    pub(super) fn limits(&self) -> Result<(), ContentError> {
        let short = |text: &str, field| limit(text.len() <= SHORT, field);
        match self {
            Self::Report(report) => {
                limit(report.categories.len() <= 16, "categories")?;
                limit(report.categories.iter().all(|c| c.len() <= SHORT), "categories")?;
                limit(report.language.as_deref().is_none_or(is_language), "language")
            }
            Self::Question(Question { number, .. })
            | Self::Answer(Answer { number, .. })
            | Self::ConsentAnswer(ConsentAnswer { number, .. })
            | Self::AppointmentAnswer(AppointmentAnswer { number, .. }) => limit(*number >= 1, "number"),
            Self::ConsentRequest(request) => {
                limit(request.number >= 1, "number")?;
                limit(request.readers.len() <= 16, "readers")?;
                limit(request.readers.iter().all(|r| r.len() <= SHORT), "readers")
            }
            Self::Referral(referral) => short(&referral.name, "name"),
            Self::Appointment(appointment) => {
                limit(appointment.number >= 1, "number")?;
                short(&appointment.place, "place")?;
                short(appointment.time.as_deref().unwrap_or_default(), "time")
            }
            Self::Attachment(attachment) => {
                short(&attachment.name, "name")?;
                short(&attachment.media_type, "media_type")?;
                let due = padded_count(attachment.size).ok_or(ContentError::Limit("size"))?;
                limit(attachment.chunks == due, "chunks")
            }
            Self::Note(note) => note.limits(),
            // texts are as long as a letter holds
            Self::Message(_)
            | Self::TrackChange(_)
            | Self::Acknowledgement(_)
            | Self::Feedback(_)
            | Self::Aftercare(_)
            | Self::Handover(_)
            | Self::Closing(_)
            | Self::Reopening(_)
            | Self::Withdrawal(_)
            | Self::Unknown(_) => Ok(()),
        }
    }
}

impl From<Note> for Body {
    fn from(note: Note) -> Self {
        Self::Note(Box::new(note))
    }
}
