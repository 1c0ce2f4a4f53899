//! Opening who somebody is: for a written purpose, which the person reads.

use axum::Router;
use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::get;
use huiyin_app::AppError;
use huiyin_app::desk::Identity;
use huiyin_domain::ids::{PersonNo, PetitionNo};
use huiyin_domain::office::policy::{Opening, opens};
use huiyin_render::form::{Control, Field, Form};
use huiyin_render::page::{Aid, Frame, IdentityPage, SheetPage};

use super::Staff;
use crate::WebState;
use crate::api::matters::matter_id;
use crate::pages::form::{Own, blame};
use crate::pages::trouble::{faulty, html};
use crate::problem::Failed;

pub(super) fn router() -> Router<WebState> {
    Router::new().route("/desk/{matter}/people/{petition}/{person}", get(ask).post(open))
}

type Named = (String, u32, u32);

fn sheet(frame: Frame, form: Form, (matter, petition, person): &Named) -> SheetPage {
    let fields = vec![Field::new(&frame.say, &form, "purpose", Control::Lines { rows: 3 })];
    SheetPage {
        title: frame.t("identity-open"),
        lead: vec![frame.t("identity-lead")],
        about: Vec::new(),
        fields,
        aid: Aid::default(),
        files: None,
        hidden: vec![("mark".to_owned(), frame.mark().to_owned())],
        action: format!("/desk/{matter}/people/{petition}/{person}"),
        back: format!("/desk/{matter}"),
        frame,
        form,
    }
}

async fn ask(State(state): State<WebState>, staff: Staff, Path(named): Path<Named>) -> Result<Response, Failed> {
    let view = state.app.view(&staff.actor, matter_id(&named.0)?).await?;
    if opens(&staff.actor, &view.office, &view.matter) == Opening::Nothing {
        return Err(AppError::NotFound.into());
    }
    Ok(html(&sheet(staff.frame, Form::default(), &named)))
}

async fn open(
    State(state): State<WebState>,
    Path(named): Path<Named>,
    Own(staff, mut form): Own<Staff>,
) -> Result<Response, Failed> {
    let (matter, petition, person) = (matter_id(&named.0)?, PetitionNo(named.1), PersonNo(named.2));
    let purpose = form.value("purpose").to_owned();
    match state.app.open_identity(&staff.actor, matter, petition, person, &purpose).await {
        Ok(identity) => Ok(html(&page(staff.frame, identity, &named.0))),
        Err(error @ AppError::Invalid(_)) => {
            blame((&staff.frame.say, &*state.app.office().await?), &mut form, error.into(), str::to_owned)?;
            Ok(faulty(&sheet(staff.frame, form, &named)))
        }
        Err(error) => Err(error.into()),
    }
}

fn page(frame: Frame, identity: Identity, matter: &str) -> IdentityPage {
    let told = [
        ("name", identity.name),
        ("salutation", identity.salutation),
        ("phone", identity.phone),
        ("email", identity.email),
        ("address", identity.address),
        ("id-number", identity.id_number),
    ];
    let known = told.into_iter().filter(|(_, value)| !value.is_empty());
    let lines = known.map(|(name, value)| (frame.t(&format!("field-{name}")), value)).collect();
    IdentityPage { lines, back: format!("/desk/{matter}"), frame }
}
