//! Telling advisers who asked for it to look into their box: nothing but that, and at most once a day.
//!
//! Apart from requests and from the sweeper, so that a relay or a push service that does not answer delays neither.
//! One message after the other, each within [`PATIENCE`]; a relay or push service that cannot be reached is left alone
//! until the next hour, and a message that was not taken is tried again each hour until the day is over. No address is
//! logged.

pub mod mail;
pub mod push;
pub mod push_hosts;
pub mod vapid;
mod words;

use std::time::Duration;

use actix_web::web::Data;

use crate::state::State;
use crate::store::StoreError;
use crate::store::claims::{self, Claim};
use crate::store::notifications::Way;

/// The longest time between two looks at the clock.
const LOOK: Duration = Duration::from_secs(15);
/// The longest time that telling one adviser may take.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What a teller remembers from one look to the next.
#[derive(Debug, Default)]
pub struct Teller {
    /// Until when (hours since 1970) the relay is left alone, since it could not be reached.
    no_mail_until: Option<u64>,
}

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Outcome {
    /// It was taken.
    Told,
    /// There is nobody at this address any more.
    Gone,
    /// It was not taken, or could not be handed over, and may be in an hour.
    Busy,
    /// It was refused: another try today would be, too.
    Refused,
    /// Nobody knows whether it was taken: another try today might tell the adviser twice.
    Lost,
}

/// By which a look tells: made once for all whom it tells.
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

/// Tells those who are due, for as long as the server runs. Never ends: a fault is logged and met by trying again. To be
/// dropped before the store is closed.
pub async fn keep(state: Data<State>) {
    loop {
        if let Err(error) = look(&state).await {
            tracing::error!(%error, "advisers could not be told to look into their box; trying again");
        }
        tokio::time::sleep(LOOK).await;
    }
}

/// One look at the clock: tells those who are due, and returns when that is done.
///
/// # Errors
/// [`StoreError`].
pub async fn look(state: &State) -> Result<(), StoreError> {
    let now = state.clock.unix_hours();
    let mut teller = state.teller.lock().await;
    // a clock that was wrong for a while stops no mail
    teller.no_mail_until = teller.no_mail_until.filter(|until| *until == now + 1);
    let mut ways = ways(state);
    ways.retain(|way| *way != Way::Email || teller.no_mail_until.is_none());
    let asked = ways.clone();
    if !state.store.read("look who is due", move |c| claims::is_something_due(c, now, &asked)).await? {
        return Ok(());
    }
    state.store.write_alone("telling: nothing to tell", move |c| claims::pass_over(c, now)).await?;
    for way in ways {
        let works = tell_all(state, way, now).await?;
        if way == Way::Email && !works {
            teller.no_mail_until = Some(now + 1);
        }
    }
    Ok(())
}

/// By which this server can tell.
fn ways(state: &State) -> Vec<Way> {
    let email = state.config.mail.is_some().then_some(Way::Email);
    let web_push = state.vapid.is_some().then_some(Way::WebPush);
    email.into_iter().chain(web_push).collect()
}

/// Whether it works this way.
async fn tell_all(state: &State, way: Way, now: u64) -> Result<bool, StoreError> {
    if !state.store.read("look who is due", move |c| claims::is_somebody_due(c, now, way)).await? {
        return Ok(true);
    }
    let sender = match way {
        Way::Email => match &state.config.mail {
            Some(mail) => mail.sender().await.map(Sender::Email),
            None => None,
        },
        Way::WebPush => push::Sender::new(state).map(Sender::WebPush),
    };
    let Some(sender) = sender else {
        return Ok(false);
    };
    loop {
        let claim = state.store.write_alone("telling: claim", move |c| claims::claim(c, now, way)).await?;
        let Some(claim) = claim else {
            return Ok(true);
        };
        let outcome = sender.send(&claim, state.now()).await;
        note(state, claim, outcome, now).await?;
        if outcome == Outcome::Lost && way == Way::Email {
            return Ok(false);
        }
    }
}

/// A claim that is not ended here has the row told tomorrow.
async fn note(state: &State, claim: Claim, outcome: Outcome, now: u64) -> Result<(), StoreError> {
    let is_today = (now + 1) / 24 == now / 24;
    state
        .store
        .write_alone("telling: note", move |c| match outcome {
            Outcome::Told => claims::told(c, &claim),
            Outcome::Gone => claims::gone(c, &claim),
            Outcome::Busy if is_today => claims::put_off(c, &claim, now + 1),
            Outcome::Busy | Outcome::Refused | Outcome::Lost => Ok(()),
        })
        .await
}
