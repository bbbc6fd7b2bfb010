//! Why an image cannot be cleaned.

/// Why an image cannot be cleaned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CleanError {
    /// It ends too early.
    #[error("the image is cut off")]
    CutOff,
    /// It is not built as its format says.
    #[error("the image is damaged")]
    Damaged,
}
