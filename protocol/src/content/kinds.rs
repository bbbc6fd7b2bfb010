//! The kinds of letter with their fields and limits, and which ways they go, each as `SPEC.md` has it.

use serde::{Deserialize, Serialize};

use super::declare::{Says, declare_kind, declare_kinds};
use super::{ContentError, Direction, Other, SHORT, limit};
use crate::chunk::{AttachmentKey, AttachmentTokens, padded_count};
use crate::day::Day;
use crate::derivation::ThreadKey;
use crate::directory::{Track, is_language};
use crate::id::{AdviserId, Digest32};
use crate::keys::ReplyPublicKey;
use crate::note::Note;

declare_kinds! {
    Report(Box<Report>) = "report", ToAdviser;
    Message(Message) = "message", ToAdviser | ToMelder | BetweenAdvisers;
    Question(Question) = "question", ToMelder;
    Answer(Answer) = "answer", ToAdviser;
    ConsentRequest(ConsentRequest) = "consent_request", ToMelder;
    ConsentAnswer(ConsentAnswer) = "consent_answer", ToAdviser;
    TrackChange(TrackChange) = "track_change", ToMelder;
    Acknowledgement(Acknowledgement) = "acknowledgement", ToMelder;
    Feedback(Feedback) = "feedback", ToMelder;
    Referral(Referral) = "referral", ToMelder;
    Appointment(Appointment) = "appointment", ToMelder;
    AppointmentAnswer(AppointmentAnswer) = "appointment_answer", ToAdviser;
    Aftercare(Aftercare) = "aftercare", ToMelder;
    Handover(Handover) = "handover", ToAdviser | ToMelder | BetweenAdvisers;
    Attachment(Attachment) = "attachment", ToAdviser | ToMelder | BetweenAdvisers;
    Closing(Closing) = "closing", ToMelder;
    Reopening(Reopening) = "reopening", ToAdviser | ToMelder;
    Withdrawal(Withdrawal) = "withdrawal", ToAdviser;
    Note(Box<Note>) = "note", ToSelf;
}

declare_kind!(
    /// The first letter of a thread.
    Report {
        /// Absent where the melder does not know, or only wants to talk.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        track: Option<Track>,
        /// What it is about, in the words of the form; at most 16.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        categories: Vec<String>,
        /// The melder's words.
        text: String,
        /// What the melder hopes for.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        wants: Option<String>,
        /// The language to answer in (BCP 47).
        #[serde(default, skip_serializing_if = "Option::is_none")]
        language: Option<String>,
        /// thread(i), 32 bytes.
        thread_key: ThreadKey,
        /// What to seal replies to, 1216 bytes.
        reply_key: ReplyPublicKey,
    }
    limits(report) {
        limit(report.categories.len() <= 16, "categories")?;
        limit(report.categories.iter().all(|c| c.len() <= SHORT), "categories")?;
        limit(report.language.as_deref().is_none_or(is_language), "language")
    }
);
declare_kind!(
    /// Words, in either direction.
    Message {
        /// The words.
        text: String,
    }
);
declare_kind!(
    /// A question with a number, so that its answer can be told from others.
    Question {
        /// The writer's own count, from 1.
        number: u32,
        /// What is asked.
        text: String,
    }
    limits(question) {
        limit(question.number >= 1, "number")
    }
);
declare_kind!(
    /// The answer to a question.
    Answer {
        /// The question's number.
        number: u32,
        /// What is answered.
        text: String,
    }
    limits(answer) {
        limit(answer.number >= 1, "number")
    }
);
declare_kind!(
    /// One action for which the melder is asked.
    ConsentRequest {
        /// The adviser's own count, from 1.
        number: u32,
        /// What would be done.
        action: String,
        /// Who would then read or hear of it.
        readers: Vec<String>,
        /// What follows from it.
        consequences: String,
    }
    limits(request) {
        limit(request.number >= 1, "number")?;
        limit(request.readers.len() <= 16, "readers")?;
        limit(request.readers.iter().all(|r| r.len() <= SHORT), "readers")
    }
);
declare_kind!(
    /// The melder's decision, which can be withdrawn later by another.
    ConsentAnswer {
        /// The request's number.
        number: u32,
        /// Yes, no, or withdrawn.
        consent: Consent,
        /// In the melder's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
    limits(answer) {
        limit(answer.number >= 1, "number")
    }
);
declare_kind!(
    /// The warning before a conversation becomes a formal integrity report.
    TrackChange {
        /// The track that it changes to.
        track: Track,
        /// What then happens.
        warning: String,
    }
);
declare_kind!(
    /// The report has arrived and is read.
    Acknowledgement {
        /// The adviser's words.
        text: String,
    }
);
declare_kind!(
    /// What was done with a formal report (Directive (EU) 2019/1937 art. 9(1)(f)).
    Feedback {
        /// The adviser's words.
        text: String,
    }
);
declare_kind!(
    /// Where else there is help.
    Referral {
        /// The name of the person or body that helps.
        name: String,
        /// How to reach them, and why.
        text: String,
    }
    limits(referral) {
        short(&referral.name, "name")
    }
);
declare_kind!(
    /// A proposal to meet or to speak.
    Appointment {
        /// The adviser's own count, from 1.
        number: u32,
        /// Which day it would be.
        on: Day,
        /// The time as the adviser writes it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<String>,
        /// Where, or by what means.
        place: String,
        /// More about it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
    limits(appointment) {
        limit(appointment.number >= 1, "number")?;
        short(&appointment.place, "place")?;
        short(appointment.time.as_deref().unwrap_or_default(), "time")
    }
);
declare_kind!(
    /// Whether the melder comes.
    AppointmentAnswer {
        /// The proposal's number.
        number: u32,
        /// Whether it suits.
        accepted: bool,
        /// In the melder's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
    limits(answer) {
        limit(answer.number >= 1, "number")
    }
);
declare_kind!(
    /// A date on which the adviser asks again how the melder is.
    Aftercare {
        /// The day on which the adviser asks.
        ask_on: Day,
        /// The adviser's words.
        text: String,
    }
);
declare_kind!(
    /// Another adviser takes over, or is asked to.
    Handover {
        /// The adviser who takes over.
        successor: AdviserId,
        /// Why, and what then changes.
        text: String,
    }
);
declare_kind!(
    /// An attachment, uploaded in chunks.
    Attachment {
        /// The file's name, as the reader sees it.
        name: String,
        /// The media type (RFC 6838), such as `image/jpeg`.
        media_type: String,
        /// The file's size in bytes, before padding; at most 1,073,676,288.
        size: u64,
        /// How many chunks were uploaded, those of padding included, as `chunk::padded_count` gives it.
        chunks: u32,
        /// 32 bytes: the chunks' keys are derived from it.
        key: AttachmentKey,
        /// 32 bytes: the chunks' tokens are derived from it.
        tokens: AttachmentTokens,
        /// SHA-256 of the whole file, before padding.
        sha256: Digest32,
    }
    limits(attachment) {
        short(&attachment.name, "name")?;
        short(&attachment.media_type, "media_type")?;
        let due = padded_count(attachment.size).ok_or(ContentError::Limit("size"))?;
        limit(attachment.chunks == due, "chunks")
    }
);
declare_kind!(
    /// The adviser closes the thread.
    Closing {
        /// The adviser's words.
        text: String,
        /// Aftercare: when to ask again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask_on: Option<Day>,
    }
);
declare_kind!(
    /// A closed thread goes on.
    Reopening {
        /// The writer's words.
        text: String,
    }
);
declare_kind!(
    /// The melder withdraws: the adviser deletes the thread.
    Withdrawal {
        /// In the melder's words.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        text: Option<String>,
    }
);

/// The answer to a consent request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Consent {
    /// It may be done.
    Yes,
    /// It may not.
    No,
    /// It was allowed, and is no longer.
    Withdrawn,
}

fn short(text: &str, field: &'static str) -> Result<(), ContentError> {
    limit(text.len() <= SHORT, field)
}
