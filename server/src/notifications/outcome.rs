//! The outcome of sending one message, by mail or by push.

use std::time::Duration;

/// The longest that sending one message may take.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// The outcome of sending a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    /// The relay or push service has accepted it.
    Told,
    /// The address exists no more.
    Gone,
    /// It was not taken, or could not be handed over, and may be in an hour.
    Busy,
    /// It was refused: another try today would be, too.
    Refused,
    /// Nobody knows whether it was taken: another try today might tell the adviser twice.
    Lost,
}
