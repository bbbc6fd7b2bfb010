//! Mail, by the operator's relay.

use std::time::Duration;

use lettre::message::Mailbox;
use lettre::transport::smtp::AsyncSmtpTransportBuilder;
use lettre::{AsyncSmtpTransport, Tokio1Executor};
use url::Url;
use zeroize::Zeroizing;

/// For each command to the relay.
const COMMAND: Duration = Duration::from_secs(20);

/// By which mail goes out, from whom, and what it names.
#[derive(Clone)]
pub struct Mail {
    /// Has the relay's password in it.
    relay: Zeroizing<String>,
    /// The relay's host, for the log.
    place: String,
    from: Mailbox,
    /// Where advisers look.
    page: String,
}

/// A URL that names no relay. What was written is not part of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "write smtps://USER:PASSWORD@HOST (TLS), smtp://USER:PASSWORD@HOST?tls=required (STARTTLS), or smtp://HOST for a \
     relay on this machine or network, without encryption"
)]
pub struct NotARelay;

impl std::fmt::Debug for Mail {
    /// Without name and password at the relay.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Mail")
            .field("relay", &self.place)
            .field("from", &self.from)
            .field("page", &self.page)
            .finish()
    }
}

impl Mail {
    /// By this relay, from this sender, about the app at this origin.
    ///
    /// # Errors
    /// [`NotARelay`].
    pub fn new(relay: &str, from: Mailbox, origin: &str) -> Result<Self, NotARelay> {
        let url = Url::parse(relay).map_err(|_| NotARelay)?;
        // whoever asks for TLS gets it, or an error
        let is_firm = !url.query_pairs().any(|(_, value)| value == "opportunistic");
        let host = url.host_str().filter(|host| is_firm && !host.is_empty()).ok_or(NotARelay)?;
        let place = host.to_owned();
        let mail =
            Self { relay: Zeroizing::new(relay.to_owned()), place, from, page: format!("{origin}/adviser/") };
        mail.builder()?;
        Ok(mail)
    }

    fn builder(&self) -> Result<AsyncSmtpTransportBuilder, NotARelay> {
        let builder = AsyncSmtpTransport::<Tokio1Executor>::from_url(&self.relay).map_err(|_| NotARelay)?;
        Ok(builder.timeout(Some(COMMAND)))
    }
}
