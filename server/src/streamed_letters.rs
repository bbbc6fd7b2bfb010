//! A body that is sent letter by letter.
//!
//! A connection keeps the room that its largest write took for as long as it is open. Answers of bytes are therefore
//! written a letter at a time, not whole.

use std::convert::Infallible;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::vec::IntoIter;

use actix_web::body::{BodySize, MessageBody};
use actix_web::web::Bytes;

/// Bytes that a connection buffers before it asks a body for more.
pub const WRITE_AT_ONCE: usize = 8 * 1024;

/// The letters of one answer; their total size is known from the start.
pub struct StreamedLetters {
    left: u64,
    letters: IntoIter<Vec<u8>>,
}

impl StreamedLetters {
    /// A body of these letters, in order.
    pub fn new(letters: Vec<Vec<u8>>) -> Self {
        Self { left: letters.iter().map(|letter| letter.len() as u64).sum(), letters: letters.into_iter() }
    }
}

impl MessageBody for StreamedLetters {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Sized(self.left)
    }

    fn poll_next(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        let this = self.get_mut();
        let letter = this.letters.next();
        this.left -= letter.as_ref().map_or(0, |letter| letter.len() as u64);
        Poll::Ready(letter.map(|letter| Ok(Bytes::from(letter))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_web::test]
    async fn letters_are_sent_in_order_and_counted() {
        let body = StreamedLetters::new(vec![vec![1; 3], vec![2; 2], vec![0; 3]]);
        assert_eq!(body.size(), BodySize::Sized(8));
        let whole = actix_web::body::to_bytes(body).await.unwrap();
        assert_eq!(whole.as_ref(), [1, 1, 1, 2, 2, 0, 0, 0]);
    }
}
