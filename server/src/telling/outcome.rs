//! What becomes of one message, whichever way it goes.

use std::time::Duration;

/// The longest time that telling one adviser may take.
pub const PATIENCE: Duration = Duration::from_secs(60);

/// What became of a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
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
