//! What happens while a demo runs.

/// What the demo waits for.
pub enum Event {
    /// The server listens at this URL.
    Listening(String),
    /// The server's process closed its output: it is over.
    Ended,
    /// Ctrl-C, or the terminal is gone.
    Stop,
}
