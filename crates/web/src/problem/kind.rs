//! The table of problems that are not refusals: code and status of each. Refusals bring their own codes.
//!
//! To add one: a line here, its words `problem-…` in three languages.

use axum::http::StatusCode;

macro_rules! kinds {
    ($($(#[$doc:meta])* $name:ident => $code:literal, $status:ident;)*) => {
        /// A problem that is no refusal of the rules.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Kind { $($(#[$doc])* $name),* }

        impl Kind {
            /// All of them.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its code: stands in its address, `/problems/<code>`, and after `problem-` in the catalogues.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$name => $code),* }
            }

            /// The status it is answered with.
            pub const fn status(self) -> StatusCode {
                match self { $(Self::$name => StatusCode::$status),* }
            }
        }
    };
}

kinds! {
    /// Fields must change.
    Invalid => "invalid", UNPROCESSABLE_ENTITY;
    /// The body is no JSON.
    NotJson => "not-json", BAD_REQUEST;
    /// The body is not said to be JSON.
    NotJsonType => "not-json-type", UNSUPPORTED_MEDIA_TYPE;
    /// The body is no form with files, or breaks off.
    NotForm => "not-form", BAD_REQUEST;
    /// A page's form came as something else than a page sends.
    NotPageForm => "not-page-form", UNPROCESSABLE_ENTITY;
    /// The body is longer than any petition.
    TooLarge => "too-large", PAYLOAD_TOO_LARGE;
    /// Nobody is signed in, or the token does not hold.
    NotSignedIn => "not-signed-in", UNAUTHORIZED;
    /// The token's scope or the post does not cover it.
    Forbidden => "forbidden", FORBIDDEN;
    /// The form was sent from a page of another site.
    OtherSite => "other-site", FORBIDDEN;
    /// There is no such thing, or none for the caller: told alike.
    NotFound => "not-found", NOT_FOUND;
    /// The address is known, but not with this method.
    MethodNotAllowed => "method-not-allowed", METHOD_NOT_ALLOWED;
    /// Somebody else was quicker, or it exists already.
    Conflict => "conflict", CONFLICT;
    /// The idempotency key came before with another request.
    KeyReused => "key-reused", UNPROCESSABLE_ENTITY;
    /// Too many wrong codes came from there.
    TooManyTries => "too-many-tries", TOO_MANY_REQUESTS;
    /// It took longer than a reader waits.
    TookTooLong => "took-too-long", REQUEST_TIMEOUT;
    /// A little later it may work.
    Unavailable => "unavailable", SERVICE_UNAVAILABLE;
    /// The office stops, because nothing can be promised any more.
    Stopped => "stopped", SERVICE_UNAVAILABLE;
    /// A defect of ours, or a record that contradicts itself.
    Defect => "defect", INTERNAL_SERVER_ERROR;
}

impl Kind {
    /// What a status means that a layer around the handlers answered with.
    ///
    /// A path that cannot be read is told like one that does not exist.
    pub fn of_status(status: StatusCode) -> Self {
        match status {
            StatusCode::BAD_REQUEST | StatusCode::NOT_FOUND => Self::NotFound,
            StatusCode::METHOD_NOT_ALLOWED => Self::MethodNotAllowed,
            StatusCode::REQUEST_TIMEOUT => Self::TookTooLong,
            StatusCode::PAYLOAD_TOO_LARGE => Self::TooLarge,
            StatusCode::UNSUPPORTED_MEDIA_TYPE | StatusCode::UNPROCESSABLE_ENTITY => Self::NotPageForm,
            _ => Self::Defect,
        }
    }
}
