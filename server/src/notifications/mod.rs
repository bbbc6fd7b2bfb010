//! Notifications: advisers who asked for it are told to look into their box, nothing but that, at most once a day.
//!
//! It runs apart from requests and from the sweeper, so that a relay or a push service that does not answer delays neither.
//! One message after the other, each within [`PATIENCE`]; a relay or push service that cannot be reached is left alone
//! until the next hour, and a message that was not taken is tried again each hour until the day is over. No address is
//! logged.

pub mod mail;
mod outcome;
pub mod push;
pub mod push_hosts;
pub mod vapid;
mod words;

use std::time::Duration;

use tokio::sync::Mutex;

use self::mail::Mail;
use self::outcome::Outcome;
pub use self::outcome::PATIENCE;
use self::push::WebPush;
use crate::clock::Clock;
use crate::store::claims::{self, Claim};
use crate::store::notifications::Way;
use crate::store::{Store, StoreError};

/// The longest time between two looks at the clock.
const LOOK: Duration = Duration::from_secs(15);

/// Tells advisers to look into their box, by the ways that the settings allow.
pub struct Notifier {
    store: Store,
    clock: Clock,
    mail: Option<Mail>,
    web_push: Option<WebPush>,
    /// Until when (hours since 1970) the relay is left alone, since it could not be reached. Held during a look: there
    /// is one at a time.
    no_mail_until: Mutex<Option<u64>>,
}

/// What sends the messages of one look; made once for all of them.
enum Sender<'a> {
    Email(mail::Sender<'a>),
    WebPush(push::Sender<'a>),
}

impl Sender<'_> {
    async fn send(&self, claim: &Claim, now: u64) -> Outcome {
        let sent = async {
            match self {
                Self::Email(sender) => sender.send(&claim.address, claim.language).await,
                Self::WebPush(sender) => sender.send(&claim.address, now).await,
            }
        };
        tokio::time::timeout(PATIENCE, sent).await.unwrap_or(Outcome::Lost)
    }
}

impl Notifier {
    /// A notifier that sends by mail, by push message, by both or not at all.
    pub fn new(store: Store, clock: Clock, mail: Option<Mail>, web_push: Option<WebPush>) -> Self {
        Self { store, clock, mail, web_push, no_mail_until: Mutex::default() }
    }

    /// Whether mails are sent.
    pub const fn sends_mail(&self) -> bool {
        self.mail.is_some()
    }

    /// The key that browsers name when they subscribe; none where no push messages are sent.
    pub fn push_key(&self) -> Option<&str> {
        self.web_push.as_ref().map(WebPush::public_key)
    }

    /// Whether push messages are sent to this endpoint's host.
    pub fn pushes_to(&self, endpoint: &str) -> bool {
        self.web_push.as_ref().is_some_and(|push| push.takes(endpoint))
    }

    /// Tells those who are due, for as long as the server runs. Never ends: a fault is logged and met by trying again.
    /// To be dropped before the store is closed.
    pub async fn keep(&self) {
        loop {
            if let Err(error) = self.look().await {
                tracing::error!(%error, "advisers could not be told to look into their box; trying again");
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    /// One look at the clock: tells those who are due, and returns when that is done.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look(&self) -> Result<(), StoreError> {
        let now = self.clock.unix_hours();
        let mut no_mail_until = self.no_mail_until.lock().await;
        // only the very next hour counts: a clock that was ahead for a while must not stop mail for as long
        *no_mail_until = no_mail_until.filter(|until| *until == now + 1);
        let mut ways = self.ways();
        ways.retain(|way| *way != Way::Email || no_mail_until.is_none());
        let asked = ways.clone();
        if !self.store.read("look who is due", move |c| claims::is_something_due(c, now, &asked)).await? {
            return Ok(());
        }
        self.store.write_alone("notify: nobody to tell", move |c| claims::pass_over(c, now)).await?;
        for way in ways {
            let works = self.tell_all(way, now).await?;
            if way == Way::Email && !works {
                *no_mail_until = Some(now + 1);
            }
        }
        Ok(())
    }

    /// The ways in which this server can send.
    fn ways(&self) -> Vec<Way> {
        let email = self.mail.is_some().then_some(Way::Email);
        let web_push = self.web_push.is_some().then_some(Way::WebPush);
        email.into_iter().chain(web_push).collect()
    }

    /// Notifies all who are due in this way; `false` where the relay cannot be reached.
    async fn tell_all(&self, way: Way, now: u64) -> Result<bool, StoreError> {
        if !self.store.read("look who is due", move |c| claims::is_somebody_due(c, now, way)).await? {
            return Ok(true);
        }
        let sender = match way {
            Way::Email => match &self.mail {
                Some(mail) => mail.sender().await.map(Sender::Email),
                None => None,
            },
            Way::WebPush => self.web_push.as_ref().map(|push| Sender::WebPush(push.sender())),
        };
        let Some(sender) = sender else {
            return Ok(false);
        };
        loop {
            let claim = self.store.write_alone("notify: claim", move |c| claims::claim(c, now, way)).await?;
            let Some(claim) = claim else {
                return Ok(true);
            };
            let outcome = sender.send(&claim, self.clock.unix_seconds()).await;
            self.note(claim, outcome, now).await?;
            if outcome == Outcome::Lost && way == Way::Email {
                return Ok(false);
            }
        }
    }

    /// Notes the outcome. A claim that is not ended here leaves the row until tomorrow.
    async fn note(&self, claim: Claim, outcome: Outcome, now: u64) -> Result<(), StoreError> {
        let is_today = (now + 1) / 24 == now / 24;
        self.store
            .write_alone("notify: outcome", move |c| match outcome {
                Outcome::Told => claims::told(c, &claim),
                Outcome::Gone => claims::gone(c, &claim),
                Outcome::Busy if is_today => claims::put_off(c, &claim, now + 1),
                Outcome::Busy | Outcome::Refused | Outcome::Lost => Ok(()),
            })
            .await
    }
}
