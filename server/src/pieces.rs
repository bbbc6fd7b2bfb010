//! Answers that are sent piece by piece.
//!
//! A connection keeps the room that its largest write took for as long as it is open. Answers of bytes are therefore
//! written in pieces of a letter's size, not whole.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec::IntoIter;

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

/// A connection that has so many bytes to write takes no further piece before they are sent.
pub const WRITE_AT_ONCE: usize = 8 * 1024;

/// A body whose size is known.
pub struct Pieces {
    left: u64,
    pieces: IntoIter<Vec<u8>>,
}

impl Pieces {
    /// Of these, in order.
    pub fn new(pieces: Vec<Vec<u8>>) -> Self {
        Self { left: pieces.iter().map(|piece| piece.len() as u64).sum(), pieces: pieces.into_iter() }
    }
}

impl MessageBody for Pieces {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.left)
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let this = self.get_mut();
        let piece = this.pieces.next();
        this.left -= piece.as_ref().map_or(0, |piece| piece.len() as u64);
        Poll::Ready(piece.map(|piece| Ok(Bytes::from(piece))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn pieces_are_sent_in_order_and_counted() {
        let body = Pieces::new(vec![vec![1; 3], vec![2; 2], vec![0; 3]]);
        assert_eq!(body.size(), BodySize::Sized(8));
        let whole = actix_web::body::to_bytes(body).await.unwrap();
        assert_eq!(whole.as_ref(), [1, 1, 1, 2, 2, 0, 0, 0]);
    }
}
