//! What people of the demonstration have handed in: taken in as every upload is, and there for whoever reviews.

use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use wq_core::{
    db::schema,
    files::{Hash, MediaType},
};
use wq_sandbox::demo::{self, Size};

use crate::database::{connect, count, empty, files, loaded, now};

#[tokio::test]
async fn every_case_that_needs_files_has_them_and_some_companies_show_their_licence() {
    let mut conn = connect(&loaded().await).await;
    let with = |purpose: &str| {
        format!("EXISTS (SELECT FROM case_files f WHERE f.case_id = c.id AND f.purpose = '{purpose}')")
    };
    let (agreement, copy, material, proof) = (
        with("agreement"),
        with("stamped_copy"),
        with("material"),
        with("proof"),
    );
    for needing in [
        format!("c.kind = 'paper' AND NOT {agreement}"),
        format!(
            "c.kind = 'offline' AND c.state IN ('signing_department_review', 'signing_school_review', 'signing_returned', 'signed') AND NOT {copy}"
        ),
        format!("c.kind = 'termination' AND c.ends <> 'online' AND NOT {material}"),
        format!(
            "c.kind = 'destination' AND EXISTS (SELECT FROM destinations d WHERE d.case_id = c.id AND d.type = 'labour_contract') AND NOT {proof}"
        ),
    ] {
        let lacking = format!("cases c WHERE c.submitted_at IS NOT NULL AND {needing}");
        assert_eq!(count(&mut conn, &lacking).await, 0, "{needing}");
    }
    assert!(count(&mut conn, "case_files").await > 100);
    assert_eq!(count(&mut conn, "companies WHERE licence IS NOT NULL").await, 3);
    assert_eq!(
        count(&mut conn, "uploads").await,
        0,
        "nothing lies in the holding place"
    );
    let strange = "case_files f JOIN cases c ON c.id = f.case_id JOIN accounts a ON a.id = f.uploaded_by
        WHERE a.student_id <> c.student_id OR f.uploaded_at < c.created_at";
    assert_eq!(count(&mut conn, strange).await, 0);
}

#[tokio::test]
async fn the_papers_are_few_and_a_load_after_one_that_was_broken_off_finds_them() {
    let (folder, files) = files();
    // What a load that ended before its commit leaves behind: the bytes, and no row.
    let mut kept = Vec::new();
    for _ in 0..2 {
        let url = empty().await;
        demo::load_as_of(&url, &files, Size::even(30, 1), now())
            .await
            .expect("it loads");
        let mut conn = connect(&url).await;
        let mut known: Vec<(Hash, MediaType, i64)> = schema::files::table
            .order(schema::files::hash)
            .select((
                schema::files::hash,
                schema::files::media_type,
                schema::files::size,
            ))
            .load(&mut conn)
            .await
            .expect("files");
        for (hash, kind, size) in &known {
            let bytes = files.read(hash).await.expect("the bytes of the hash");
            assert_eq!(bytes.len() as i64, *size);
            let begins: &[u8] = match kind {
                MediaType::Pdf => b"%PDF-",
                MediaType::Jpeg | MediaType::Png | MediaType::WebP => b"\xff\xd8\xff",
            };
            assert!(bytes.starts_with(begins), "{kind:?}");
        }
        assert!(known.iter().any(|(_, kind, _)| *kind == MediaType::Pdf));
        kept.push(std::mem::take(&mut known));
    }
    assert!((8..16).contains(&kept[0].len()), "{}", kept[0].len());
    assert_eq!(kept[0], kept[1], "the same papers are the same bytes");
    let lying = walk(folder.path());
    assert_eq!(lying, kept[0].len(), "and are kept once");
}

/// Files in a folder of folders.
fn walk(folder: &std::path::Path) -> usize {
    let entries = std::fs::read_dir(folder)
        .expect("a folder")
        .map(|entry| entry.expect("an entry").path());
    entries
        .map(|path| if path.is_dir() { walk(&path) } else { 1 })
        .sum()
}
