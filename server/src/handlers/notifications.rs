//! Where an adviser is told to look into the box.

use std::str::FromStr as _;

use actix_web::web::Data;
use actix_web::{HttpResponse, delete, get, put};
use lettre::Address;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::body::Json;
use crate::credential::AdviserSession;
use crate::error::Refused;
use crate::notifications::Notifier;
use crate::problem::Problem;
use crate::problem_responses::{JSON_BODY, SESSION, problems};
use crate::state::State;
use crate::store::notifications::{self, Language, Wish};
use crate::store::sessions;

/// The longest address: RFC 5321 §4.5.3.1.3, without the angle brackets.
const LONGEST_ADDRESS: usize = 254;

/// Where, and at which hour, an adviser is told to look into the box.
#[derive(Serialize, Deserialize, ToSchema)]
#[schema(as = Notifications)]
pub struct Asked {
    /// An e-mail address: at most 254 bytes of ASCII. Where there is none, no mail is sent.
    #[schema(min_length = 3, max_length = 254)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    email: Option<String>,
    /// A browser's push subscription. Where there is none, no push message is sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    web_push: Option<WebPush>,
    /// The hour of the day at which to be told: 0 to 23, UTC.
    #[schema(minimum = 0, maximum = 23)]
    hour: u8,
    /// The mail's language.
    language: Language,
}

/// A browser's push subscription. Its keys are not needed: no message has content.
#[derive(Serialize, Deserialize, ToSchema)]
pub struct WebPush {
    /// The URL at a push service that stands for one browser: at most 2,048 bytes.
    #[schema(max_length = 2_048)]
    endpoint: String,
}

impl Asked {
    fn example() -> Self {
        Self {
            email: Some("sam@example.org".to_owned()),
            web_push: Some(WebPush {
                endpoint: "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABn".to_owned(),
            }),
            hour: 7,
            language: Language::Nl,
        }
    }

    /// Checks the values, and that this server can send in the ways asked for.
    fn checked(self, notifier: &Notifier) -> Result<Wish, Problem> {
        if self.hour > 23 || (self.email.is_none() && self.web_push.is_none()) {
            return Err(Problem::NotificationsChoice);
        }
        if let Some(email) = &self.email {
            if !notifier.sends_mail() {
                return Err(Problem::EmailOff);
            }
            let is_address =
                email.is_ascii() && email.len() <= LONGEST_ADDRESS && Address::from_str(email).is_ok();
            if !is_address {
                return Err(Problem::EmailAddress);
            }
        }
        let web_push = self.web_push.map(|web_push| web_push.endpoint);
        if web_push.as_ref().is_some_and(|endpoint| !notifier.pushes_to(endpoint)) {
            return Err(Problem::PushEndpoint);
        }
        Ok(Wish { email: self.email, web_push, hour: self.hour, language: self.language })
    }
}

impl From<Wish> for Asked {
    fn from(wish: Wish) -> Self {
        Self {
            email: wish.email,
            web_push: wish.web_push.map(|endpoint| WebPush { endpoint }),
            hour: wish.hour,
            language: wish.language,
        }
    }
}

problems!(GetNotifications: SESSION, &[Problem::SessionMissing, Problem::NotificationsOff]);

/// Where this adviser is told
///
/// What the session's adviser asked for, for the session's organisation.
#[utoipa::path(
    tag = "notifications",
    operation_id = "get_notifications",
    security(("session" = [])),
    responses(
        (status = 200, description = "What was asked for.", body = Asked, example = json!(Asked::example())),
        GetNotifications,
    )
)]
#[get("/v1/notifications")]
pub async fn get(state: Data<State>, session: AdviserSession) -> Result<HttpResponse, Refused> {
    let (organisation, adviser) = (session.organisation, session.adviser);
    let wish = state
        .read("notifications", move |c| {
            Ok(notifications::get(c, organisation, adviser)?.ok_or(Problem::NotificationsOff)?)
        })
        .await?;
    Ok(HttpResponse::Ok().json(Asked::from(wish)))
}

problems!(
    PutNotifications: JSON_BODY, SESSION, &[
        Problem::SessionMissing,
        Problem::NotificationsChoice,
        Problem::EmailOff,
        Problem::EmailAddress,
        Problem::PushEndpoint,
    ]
);

/// Say where this adviser is to be told
///
/// From tomorrow (UTC) on, at most once a day, at this hour, and only if letters came for the organisation that this
/// adviser has not read: letters that cover others count, too, since the server cannot know for whom a letter is. The
/// message says to look into the box, and nothing else. It replaces what was asked for before. The server keeps it until
/// it is deleted, the adviser is no longer listed, the push service says that the subscription is no more, or no
/// session was opened for as long as the organisation's letters are kept. See `notifications` at /v1/server for what
/// this server can do. The body is at most 65,536 bytes of JSON.
#[utoipa::path(
    tag = "notifications",
    operation_id = "put_notifications",
    security(("session" = [])),
    request_body(content = Asked, description = "Where, when, in which language.",
        example = json!(Asked::example())),
    responses(
        (status = 204, description = "Stored, on the disk."),
        PutNotifications,
    )
)]
#[put("/v1/notifications")]
pub async fn put(
    state: Data<State>,
    notifier: Data<Notifier>,
    session: AdviserSession,
    asked: Json<Asked>,
) -> Result<HttpResponse, Refused> {
    let wish = asked.0.checked(&notifier)?;
    let (now, today) = (state.clock.unix_hours(), state.today());
    state
        .write_alone("notifications put", move |c| {
            // gone with an adviser who is no longer listed
            sessions::get(c, session.hash)?.ok_or(Problem::SessionUnknown)?;
            Ok(notifications::put(c, session.organisation, session.adviser, &wish, now, today)?)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}

problems!(DeleteNotifications: SESSION, &[Problem::SessionMissing]);

/// Tell this adviser no more
///
/// Forgets all that was asked for.
#[utoipa::path(
    tag = "notifications",
    operation_id = "delete_notifications",
    security(("session" = [])),
    responses(
        (status = 204, description = "Nothing is there any more."),
        DeleteNotifications,
    )
)]
#[delete("/v1/notifications")]
pub async fn delete(state: Data<State>, session: AdviserSession) -> Result<HttpResponse, Refused> {
    state
        .write_alone("notifications delete", move |c| {
            Ok(notifications::remove(c, session.organisation, session.adviser)?)
        })
        .await?;
    Ok(HttpResponse::NoContent().finish())
}
