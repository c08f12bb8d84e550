//! What the demonstration's students have registered.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema::{cases, destinations},
    destination::{Column, Details, Extent},
    typed::Typed,
};

use crate::database::{connect, loaded};

#[tokio::test]
async fn every_destination_is_one_that_the_form_of_its_type_takes() {
    let mut conn = connect(&loaded().await).await;
    let registered: Vec<(Details, i32)> = destinations::table
        .inner_join(cases::table)
        .select((Details::as_select(), cases::cohort))
        .load(&mut conn)
        .await
        .expect("the destinations");
    assert!(registered.len() > 50);
    for (details, cohort) in registered {
        let mut typed = Typed::default();
        for &column in Column::ALL {
            if let Some(value) = details.get(column) {
                typed.0.insert(column.as_str().into(), value.into_owned());
            }
        }
        let today = details.registered_on;
        let read = Details::read(&typed, details.kind, cohort, today, Extent::Whole);
        assert_eq!(read.as_ref(), Ok(&details), "{:?}", details.kind);
    }
}
