//! What a look into the box brought.

use crate::adviser::kept::ThreadName;
use crate::set_aside::SetAside;

/// What a look into the box brought.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct News {
    /// Letters that were looked at; most are not for this adviser.
    pub looked_at: usize,
    /// Letters of melders and other advisers that are new.
    pub new_letters: usize,
    /// Threads whose melder has withdrawn: their letters are deleted.
    pub withdrawn: Vec<ThreadName>,
    /// Keys were published.
    pub keys_published: bool,
    /// Letters to other advisers that cannot be written to now; they wait in the vault.
    pub waiting: usize,
    /// Advisers, by name, of whom the server shows what does not fit together: nothing is written to them for now.
    pub set_aside: Vec<(String, SetAside)>,
}
