//! Who asks: the bearer of a token, or nobody. A token covers what its scopes say, within its officer's posts.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::header;
use axum::http::request::Parts;
use huiyin_app::AppError;
use huiyin_app::account::{Bearer, Scope};
use huiyin_domain::office::Actor;

use crate::WebState;
use crate::problem::Failed;

/// Somebody signed in.
pub struct SignedIn(pub Bearer);

impl SignedIn {
    /// The actor, if the token covers that.
    pub fn with(self, scope: Scope) -> Result<Actor, Failed> {
        if self.0.scopes.contains(&scope) { Ok(self.0.actor) } else { Err(AppError::Forbidden.into()) }
    }
}

fn token(parts: &Parts) -> Option<&str> {
    let value = parts.headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    value.strip_prefix("Bearer ")
}

impl FromRequestParts<WebState> for SignedIn {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Self, Failed> {
        let token = token(parts).ok_or(AppError::Unauthorised)?;
        Ok(Self(state.app.bearer(token).await?))
    }
}

impl OptionalFromRequestParts<WebState> for SignedIn {
    type Rejection = Failed;

    async fn from_request_parts(parts: &mut Parts, state: &WebState) -> Result<Option<Self>, Failed> {
        match token(parts) {
            Some(token) => Ok(Some(Self(state.app.bearer(token).await?))),
            None => Ok(None),
        }
    }
}
