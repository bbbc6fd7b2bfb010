//! The kinds of letter with their fields, each as `SPEC.md` has it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::chunk::{AttachmentKey, AttachmentTokens};
use crate::day::Day;
use crate::derivation::ThreadKey;
use crate::directory::Track;
use crate::id::{AdviserId, Digest32};
use crate::keys::ReplyPublicKey;

/// The rest of an object: fields that this version does not know, kept as they came.
pub type Other = Map<String, Value>;

macro_rules! kind {
    ($(#[$doc:meta])* $name:ident { $($(#[$field_doc:meta])* $field:ident: $type:ty,)* }) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
        pub struct $name {
            $($(#[$field_doc])* pub $field: $type,)*
            /// Fields that this version does not know.
            #[serde(flatten)]
            pub other: Other,
        }

        // somebody's words: never in a log
        impl std::fmt::Debug for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

macro_rules! kinds {
    ($($kind:ident = $name:literal,)*) => {
        /// A kind of letter that this version knows (`SPEC.md`, section 10).
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[expect(missing_docs, reason = "each kind's fields are documented with their type")]
        pub enum Kind {
            $($kind,)*
        }

        impl Kind {
            /// All of them, in the specification's order.
            pub const ALL: &[Self] = &[$(Self::$kind,)*];

            /// The value of the field `kind`.
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$kind => $name,)*
                }
            }

            /// The kind of this name; nothing for one that a later version brings.
            pub fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$kind),)*
                    _ => None,
                }
            }
        }
    };
}

kinds! {
    Report = "report",
    Message = "message",
    Question = "question",
    Answer = "answer",
    ConsentRequest = "consent_request",
    ConsentAnswer = "consent_answer",
    TrackChange = "track_change",
    Acknowledgement = "acknowledgement",
    Feedback = "feedback",
    Referral = "referral",
    Appointment = "appointment",
    AppointmentAnswer = "appointment_answer",
    Aftercare = "aftercare",
    Handover = "handover",
    Attachment = "attachment",
    Closing = "closing",
    Reopening = "reopening",
    Withdrawal = "withdrawal",
    Note = "note",
}

kind!(
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
);
kind!(
    /// Words, in either direction.
    Message {
        /// The words.
        text: String,
    }
);
kind!(
    /// A question with a number, so that its answer can be told from others.
    Question {
        /// The writer's own count, from 1.
        number: u32,
        /// What is asked.
        text: String,
    }
);
kind!(
    /// The answer to a question.
    Answer {
        /// The question's number.
        number: u32,
        /// What is answered.
        text: String,
    }
);
kind!(
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
);
kind!(
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
);
kind!(
    /// The warning before a conversation becomes a formal integrity report.
    TrackChange {
        /// The track that it changes to.
        track: Track,
        /// What then happens.
        warning: String,
    }
);
kind!(
    /// The report has arrived and is read.
    Acknowledgement {
        /// The adviser's words.
        text: String,
    }
);
kind!(
    /// What was done with a formal report (Directive (EU) 2019/1937 art. 9(1)(f)).
    Feedback {
        /// The adviser's words.
        text: String,
    }
);
kind!(
    /// Where else there is help.
    Referral {
        /// The name of the person or body that helps.
        name: String,
        /// How to reach them, and why.
        text: String,
    }
);
kind!(
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
);
kind!(
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
);
kind!(
    /// A date on which the adviser asks again how the melder is.
    Aftercare {
        /// The day on which the adviser asks.
        ask_on: Day,
        /// The adviser's words.
        text: String,
    }
);
kind!(
    /// Another adviser takes over, or is asked to.
    Handover {
        /// The adviser who takes over.
        successor: AdviserId,
        /// Why, and what then changes.
        text: String,
    }
);
kind!(
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
);
kind!(
    /// The adviser closes the thread.
    Closing {
        /// The adviser's words.
        text: String,
        /// Aftercare: when to ask again.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        ask_on: Option<Day>,
    }
);
kind!(
    /// A closed thread goes on.
    Reopening {
        /// The writer's words.
        text: String,
    }
);
kind!(
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
