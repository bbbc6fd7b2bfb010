//! What an adviser or an organisation takes, and where an adviser comes from.

use clap::ValueEnum;
use fluister_protocol::directory::{Position, Track};

#[derive(Clone, Copy, ValueEnum)]
pub enum TrackArgument {
    /// Undesirable conduct: bullying, aggression, harassment, discrimination.
    Conduct,
    /// Integrity: misconduct against the organisation.
    Integrity,
}

impl From<TrackArgument> for Track {
    fn from(track: TrackArgument) -> Self {
        match track {
            TrackArgument::Conduct => Self::Conduct,
            TrackArgument::Integrity => Self::Integrity,
        }
    }
}

/// The tracks given, or both.
pub fn tracks(given: &[TrackArgument]) -> Vec<Track> {
    if given.is_empty() {
        return vec![Track::Conduct, Track::Integrity];
    }
    let mut tracks: Vec<Track> = given.iter().map(|track| Track::from(*track)).collect();
    tracks.sort();
    tracks.dedup();
    tracks
}

/// Internal unless said otherwise.
pub const fn position(external: bool) -> Position {
    if external { Position::External } else { Position::Internal }
}
