//! A meter on a body that is read as a form. The reader of forms takes whatever is ready and looks for the end of a head
//! in all that it holds; so it is given one piece at a time, and heads have a bound.

use std::io;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes};
use axum::extract::Request;
use futures::{Stream, StreamExt};

/// Most bytes that are read in search of the end of a part's head: such a head is some hundred bytes, but a piece of a
/// body may bring half a MiB of the file after it.
const HEAD_BYTES_MAX: usize = 1024 * 1024;

/// How many bytes more may be read before the form's reader is expected to have found what it looks for.
#[derive(Clone)]
pub struct Meter(Arc<AtomicUsize>);

impl Meter {
    /// Puts a meter on a request's body.
    pub fn on(request: Request) -> (Self, Request) {
        let meter = Self(Arc::new(AtomicUsize::new(HEAD_BYTES_MAX)));
        let left = meter.clone();
        let metered = request
            .map(|body| Body::from_stream(Metered { body: body.into_data_stream(), meter: left, has_given: false }));
        (meter, metered)
    }

    /// A head comes next.
    pub fn expect_head(&self) {
        self.0.store(HEAD_BYTES_MAX, Ordering::Relaxed);
    }

    /// Content comes next; whoever reads it counts it.
    pub fn expect_content(&self) {
        self.0.store(usize::MAX, Ordering::Relaxed);
    }

    /// Takes note of a piece; false where the bound had been reached before.
    fn pass(&self, bytes: usize) -> bool {
        let left = self.0.load(Ordering::Relaxed);
        self.0.store(left.saturating_sub(bytes), Ordering::Relaxed);
        left > 0
    }
}

struct Metered {
    body: BodyDataStream,
    meter: Meter,
    has_given: bool,
}

impl Stream for Metered {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if std::mem::take(&mut self.has_given) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        let next = std::task::ready!(self.body.poll_next_unpin(context));
        self.has_given = true;
        Poll::Ready(match next {
            Some(Ok(piece)) if !self.meter.pass(piece.len()) => Some(Err(axum::Error::new(io::Error::other("no end")))),
            next => next,
        })
    }
}
