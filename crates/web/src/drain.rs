//! Hearing a request out. A browser reads no answer before it has sent its form whole: answered and closed while it still
//! sends, it tells of a broken connection instead. So what no handler read of a body is read on and thrown away.

use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody};
use axum::extract::Request;
use axum::http::header;
use axum::middleware::Next;
use axum::response::Response;
use futures::{Stream, StreamExt};
use tokio::time::timeout;

use crate::form::FORM_MIB_MAX;

/// Most that is read on: the largest form that is taken anywhere. Whoever sends more hears nothing.
const DRAIN_BYTES_MAX: usize = FORM_MIB_MAX * 1024 * 1024;

/// How long is read on: whoever still sends then hears nothing.
const DRAIN_TIME_MAX: Duration = Duration::from_secs(10);

/// A body that is taken from its reader when that has answered, or given up.
struct Lent {
    body: Option<BodyDataStream>,
    /// Somebody asked for it: it is being sent.
    is_begun: bool,
}

#[derive(Clone)]
struct Shared(Arc<Mutex<Lent>>);

impl Stream for Shared {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut lent = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lent.is_begun = true;
        match &mut lent.body {
            Some(body) => body.poll_next_unpin(context),
            None => Poll::Ready(Some(Err(axum::Error::new(io::Error::other("answered"))))),
        }
    }
}

/// Answers a request once it was sent whole, within bounds.
pub async fn hear_out(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    // Who asks first whether to send at all is told no before anything was sent.
    let asks_first = request.headers().contains_key(header::EXPECT);
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(Lent { body: Some(body.into_data_stream()), is_begun: !asks_first })));
    let response = next.run(Request::from_parts(parts, Body::from_stream(shared.clone()))).await;
    let rest = {
        let mut lent = shared.0.lock().unwrap_or_else(PoisonError::into_inner);
        lent.body.take().filter(|_| lent.is_begun)
    };
    if let Some(rest) = rest {
        // Whoever takes longer will not hear the answer.
        let _ = timeout(DRAIN_TIME_MAX, drain(rest)).await;
    }
    response
}

async fn drain(mut body: BodyDataStream) {
    let mut left_bytes = DRAIN_BYTES_MAX;
    while let Some(Ok(bytes)) = body.next().await {
        let Some(left) = left_bytes.checked_sub(bytes.len()) else { return };
        left_bytes = left;
    }
}
