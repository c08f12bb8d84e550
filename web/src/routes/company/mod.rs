//! What a company does: invite one student or many, follow its invitations, edit one or take it back.

mod batch;
mod batch_words;
mod drafts;
mod filter;
mod home;
mod invite;
mod list;
mod present;
mod regions;
mod revision;
mod show;
mod withdrawal;

pub(super) use home::home;

use poem::{Route, get, post};

pub(super) fn routes(routes: Route) -> Route {
    routes
        .at("/company/board", get(home::board))
        .at("/company/invitations", get(list::list).post(invite::send))
        .at("/company/invitations/filter", post(filter::filter))
        .at("/company/invitations/new", get(invite::blank))
        .at("/company/invitations/batch", get(batch::show).post(batch::upload))
        .at("/company/invitations/batch/template.xlsx", get(batch::workbook))
        .at("/company/invitations/batch/template.csv", get(batch::text))
        .at("/company/invitations/batch/sending", post(batch::send))
        .at("/company/invitations/batch/removal", post(batch::remove))
        .at("/company/drafts", get(drafts::list).post(drafts::begin))
        .at("/company/drafts/:id", get(drafts::open).post(drafts::save))
        .at(
            "/company/drafts/:id/removal",
            get(drafts::ask).post(drafts::remove),
        )
        .at("/company/invitations/:id", get(show::show))
        .at(
            "/company/invitations/:id/revision",
            get(revision::ask).post(revision::revise),
        )
        .at(
            "/company/invitations/:id/withdrawal",
            get(withdrawal::ask).post(withdrawal::withdraw),
        )
        .at("/regions", get(regions::suggest))
}
