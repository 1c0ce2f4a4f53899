//! The guard of every door that a code or a password opens: it knows whose address a request comes from, and how often what
//! came from there was nobody's. To guard a door more, lay this layer around its routes; a door that answers a wrong try
//! otherwise than with 404 says so by [`Wrong`].

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::WebState;
use crate::problem::Failed;

/// Lies with an answer to a try that was nobody's code or password.
#[derive(Debug, Clone, Copy)]
pub struct Wrong;

/// The layer: a client whose codes nobody holds has to wait before the next is looked up.
pub async fn guard_codes(State(state): State<WebState>, request: Request, next: Next) -> Response {
    match state.app.begin_guess(client(&request, state.client_header.as_ref())) {
        Ok(guess) => {
            let response = next.run(request).await;
            let is_wrong = response.status() == StatusCode::NOT_FOUND || response.extensions().get::<Wrong>().is_some();
            if !is_wrong {
                guess.was_right();
            }
            response
        }
        Err(error) => Failed::from(error).into_response(),
    }
}

/// Whose address a request comes from: the last that the proxy's header names, for that one the proxy saw itself; where no
/// header is configured none is believed, and it is whoever is connected.
fn client(request: &Request, header: Option<&HeaderName>) -> IpAddr {
    let header = header.and_then(|name| request.headers().get_all(name).iter().next_back());
    let named = header.and_then(|value| address(value.to_str().ok()?.rsplit(',').next()?.trim()));
    let connected = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|connected| connected.0.ip());
    named.or(connected).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED))
}

/// An address, with or without a port.
fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))
}

#[cfg(test)]
mod tests {
    use axum::body::Body;

    use super::*;

    #[test]
    fn a_header_is_believed_only_where_it_is_configured_and_then_only_its_last_address() {
        let forwarded = HeaderName::from_static("x-forwarded-for");
        for (header, headers, who) in [
            (None, &["198.51.100.7"][..], "192.0.2.1"),
            (Some(&forwarded), &["198.51.100.7, 203.0.113.5"], "203.0.113.5"),
            (Some(&forwarded), &["198.51.100.7", "[2001:db8::1]:99"], "2001:db8::1"),
            (Some(&forwarded), &["unknown"], "192.0.2.1"),
            (Some(&forwarded), &[], "192.0.2.1"),
        ] {
            let mut request = Request::builder().extension(ConnectInfo(SocketAddr::from(([192, 0, 2, 1], 4000))));
            for value in headers {
                request = request.header(&forwarded, *value);
            }
            assert_eq!(client(&request.body(Body::empty()).unwrap(), header).to_string(), who, "{headers:?}");
        }
    }
}
