//! What the OpenAPI document says besides its routes: who it is from, how one signs in, which problems there are and what
//! each is called in three languages.

use huiyin_domain::matter::Refusal;
use huiyin_render::{Lang, Say};
use serde_json::{Value, json};
use utoipa::openapi::extensions::Extensions;
use utoipa::openapi::path::Operation;
use utoipa::openapi::security::{Http, HttpAuthScheme, SecurityScheme};
use utoipa::openapi::{Content, Info, OpenApi, Ref, RefOr, Response};

use crate::problem::Kind;

/// The media type of problems (RFC 9457).
const PROBLEM: &str = "application/problem+json";

/// Completes a document made from routes.
pub fn complete(document: &mut OpenApi) {
    let mut info = Info::new("Huiyin", env!("CARGO_PKG_VERSION"));
    info.description = Some("Every petition gets an answer, every matter a result.".to_owned());
    document.info = info;
    let components = document.components.get_or_insert_default();
    components.add_security_scheme("bearer", SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer)));
    let mut extensions = Extensions::default();
    extensions.insert("x-problems".to_owned(), problems());
    document.extensions = Some(extensions);
    for item in document.paths.paths.values_mut() {
        item.get.iter_mut().chain(item.post.iter_mut()).for_each(complete_operation);
    }
}

/// Errors are problems; whoever must sign in may fail to; everything may fail.
fn complete_operation(operation: &mut Operation) {
    let responses = &mut operation.responses.responses;
    for (status, response) in responses.iter_mut().filter(|(status, _)| status.as_str() >= "400") {
        if let RefOr::T(response) = response {
            *response = problem(&format!("status {status}"));
        }
    }
    if operation.security.is_some() {
        for (status, what) in [("401", "nobody is signed in"), ("403", "the token or the post does not cover it")] {
            responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem(what)));
        }
    }
    responses.entry("default".to_owned()).or_insert_with(|| RefOr::T(problem("any other problem")));
}

fn problem(what: &str) -> Response {
    let mut response = Response::new(what);
    response.content.insert(PROBLEM.to_owned(), Content::new(Some(Ref::from_schema_name("Problem"))).into());
    response
}

/// All problems by their codes: status, words, and of refusals the article and what their words speak of.
fn problems() -> Value {
    let kinds = Kind::ALL.iter().map(|kind| {
        let words = words(&format!("problem-{}", kind.code()), &[]);
        (kind.code().to_owned(), json!({ "status": kind.status().as_u16(), "words": words }))
    });
    let refusals = Refusal::LIST.iter().map(|refusal| {
        let words = words(&format!("refusal-{}", refusal.code), refusal.arguments);
        let (article, arguments) = (refusal.article, refusal.arguments);
        (refusal.code.to_owned(), json!({ "article": article, "arguments": arguments, "words": words }))
    });
    Value::Object(kinds.chain(refusals).collect())
}

/// A text in three languages; its arguments stand as `{name}`.
fn words(key: &str, arguments: &[&str]) -> Value {
    let arguments: Vec<(&str, String)> = arguments.iter().map(|name| (*name, format!("{{{name}}}"))).collect();
    let said = Lang::ALL.map(|lang| (lang.code().to_owned(), Value::String(Say::new(lang).text(key, &arguments))));
    Value::Object(said.into_iter().collect())
}
