//! What is uploaded: kept, refused, handed out.

use reqwest::StatusCode;
use wq_core::{
    files::{Files, prune},
    ids::CompanyId,
};
use wq_tests::{
    Answer, Client, Site, World,
    samples::{DOCUMENT, HUGE, LOCKED, OTHER, PICTURE},
};

use crate::signing::others;

const FORM: &str = "/student/paper/new";

/// Presses 上传 with these files.
async fn sent(client: &Client, held: &str, files: &[(&str, &[u8])]) -> Answer {
    let files: Vec<_> = files
        .iter()
        .map(|(name, bytes)| ("files", *name, *bytes))
        .collect();
    let fields = [
        ("files-held", held),
        ("files-upload", "yes"),
        ("job_title", "留下来的字"),
    ];
    client.upload(FORM, &fields, &files).await
}

/// What the form holds now.
fn held(answer: &Answer) -> String {
    let (_, rest) = answer
        .body
        .split_once(r#"name="files-held" value=""#)
        .expect("a form");
    rest.split('"').next().unwrap_or_default().to_owned()
}

async fn rows(world: &World, table: &str) -> usize {
    world.sql(&format!("SELECT FROM {table}")).await
}

async fn student(world: &World, site: &Site) -> Client {
    site.signed_in(world, &world.student().await.account).await
}

#[tokio::test]
async fn a_form_that_comes_back_has_lost_neither_files_nor_words() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    let first = sent(&client, "", &[("a.png", PICTURE)]).await;
    assert_eq!(first.status, StatusCode::OK);
    assert!(first.body.contains("a.jpg") && first.body.contains("留下来的字"));
    let refused = client
        .upload(
            FORM,
            &[("files-held", &held(&first))],
            &[("files", "b.pdf", DOCUMENT)],
        )
        .await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    let both = held(&refused);
    assert!(both.starts_with(&held(&first)) && both.len() == 65, "{both}");
    let tickets: Vec<&str> = both.split(',').collect();
    let fields = [("files-held", both.as_str()), ("files-remove", tickets[0])];
    let less = client.upload(FORM, &fields, &[]).await;
    assert_eq!((less.status, held(&less).as_str()), (StatusCode::OK, tickets[1]));
}

#[tokio::test]
async fn what_is_not_fit_is_refused_by_name_and_nothing_of_it_is_kept() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    let large = vec![0xff; 10 * 1024 * 1024 + 1];
    for (name, bytes, why) in [
        (
            "协议.jpg",
            b"MZ not a picture".as_slice(),
            "不是 JPEG、PNG、WebP 图片或 PDF",
        ),
        ("cut.png", &PICTURE[..PICTURE.len() / 2], "已损坏或不完整"),
        ("huge.png", HUGE, "尺寸过大"),
        ("locked.pdf", LOCKED, "设有密码"),
        ("large.jpg", &large, "超过 10 MB"),
        ("empty.png", b"", "是空文件"),
    ] {
        let answer = sent(&client, "", &[(name, bytes)]).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{name}");
        assert!(
            answer.body.contains(why) && answer.body.contains(name),
            "{name}: {why}"
        );
        assert_eq!(held(&answer), "", "{name}");
    }
    assert_eq!(
        (rows(&world, "files").await, rows(&world, "uploads").await),
        (0, 0)
    );
}

#[tokio::test]
async fn ten_files_are_one_too_many_and_the_same_twice_is_one() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    let twice = sent(&client, "", &[("a.png", PICTURE), ("b.png", PICTURE)]).await;
    assert_eq!((twice.status, held(&twice).len()), (StatusCode::OK, 32));
    assert_eq!(rows(&world, "files").await, 1);
    let ten: Vec<(String, Vec<u8>)> = (0..10)
        .map(|number| {
            let mut bytes = DOCUMENT.to_vec();
            bytes.extend(format!("% {number}\n").into_bytes());
            (format!("{number}.pdf"), bytes)
        })
        .collect();
    let ten: Vec<(&str, &[u8])> = ten
        .iter()
        .map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
        .collect();
    let answer = sent(&client, "", &ten).await;
    assert!(answer.status == 422 && answer.body.contains("最多上传 9 个文件"));
    assert_eq!(held(&answer).split(',').count(), 9);
}

#[tokio::test]
async fn a_file_is_handed_out_as_what_it_is_and_kept_from_doing_anything() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    let answer = sent(
        &client,
        "",
        &[("../../<b>扫描.php", PICTURE), ("b.pdf", DOCUMENT)],
    )
    .await;
    let tickets = held(&answer);
    let (picture, document) = tickets.split_once(',').expect("two");
    for (file, kind) in [(document, "application/pdf"), (picture, "image/jpeg")] {
        let shown = client.get(&format!("/files/held/{file}")).await;
        assert_eq!(shown.header("content-type"), kind);
        assert_eq!(shown.header("x-content-type-options"), "nosniff");
        let policy = shown.header("content-security-policy");
        assert!(policy.starts_with("sandbox; default-src 'none';"), "{policy}");
    }
    let shown = client.get(&format!("/files/held/{picture}")).await;
    let name = shown.header("content-disposition").to_owned();
    assert!(
        name.starts_with("inline; filename*=UTF-8''b") && name.ends_with("%2Ejpg"),
        "{name}"
    );
    assert!(!shown.body.contains("HOMEADDRESS"), "metadata stays behind");
    let kept = client.get(&format!("/files/held/{document}?download=yes")).await;
    assert_eq!(kept.header("content-type"), "application/pdf");
    assert!(kept.header("content-disposition").starts_with("attachment"));
    assert_eq!(kept.body.as_bytes(), DOCUMENT);
    let (other, stranger) = (student(&world, &site).await, site.stranger());
    for one in [&other, &stranger] {
        assert_eq!(one.get(&format!("/files/held/{picture}")).await.status, 404);
    }
    let theirs = sent(&other, &tickets, &[]).await;
    assert!(
        !theirs.body.contains(picture),
        "a ticket of another's is passed over"
    );
    let nobodys = sent(&stranger, &tickets, &[]).await;
    assert_eq!(nobodys.status, StatusCode::UNAUTHORIZED);
    assert!(!nobodys.body.contains("扫描"), "and tells a stranger nothing");
}

#[tokio::test]
async fn without_a_good_token_and_cut_off_in_the_middle_nothing_is_left() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    let files: [(&str, &str, &[u8]); 1] = [("files", "a.png", PICTURE)];
    let forged = client.upload_raw(FORM, &[("csrf", "forged")], &files).await;
    assert_eq!(forged.status, 403);
    let late = client.upload_raw(FORM, &[("job_title", "x")], &files).await;
    assert_eq!(late.status, 403, "the token comes first");
    let token = client.token().await;
    let cut = client.upload_cut_off(FORM, &token, PICTURE).await;
    assert!(cut.is_none_or(|answer| !answer.status.is_success()));
    assert_eq!(
        (rows(&world, "files").await, rows(&world, "uploads").await),
        (0, 0)
    );
    assert_eq!(
        std::fs::read_dir(world.files.path()).expect("a folder").count(),
        0
    );
}

#[tokio::test]
async fn what_was_never_handed_in_is_cleared_away_and_what_was_stays() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = student(&world, &site).await;
    sent(&client, "", &[("a.png", PICTURE), ("b.png", OTHER)]).await;
    let store = Files::in_folder(world.files.path()).expect("files");
    let clear = async || prune(&mut *world.conn().await, &store).await.expect("cleared");
    assert_eq!(clear().await, 0, "a form may stand open");
    world
        .sql("UPDATE uploads SET created_at = now() - interval '49 hours'")
        .await;
    world
        .sql("UPDATE files SET created_at = now() - interval '49 hours'")
        .await;
    assert_eq!((clear().await, clear().await), (2, 0));
    assert_eq!(
        (rows(&world, "files").await, rows(&world, "uploads").await),
        (0, 0)
    );
    let again = sent(&client, "", &[("a.png", PICTURE)]).await;
    assert_eq!(
        client.get(&format!("/files/held/{}", held(&again))).await.status,
        200
    );
    let draft = [("files-held", held(&again)), ("save", "yes".into())];
    let draft: Vec<(&str, &str)> = draft
        .iter()
        .map(|(field, value)| (*field, value.as_str()))
        .collect();
    client.upload(FORM, &draft, &[]).await;
    world
        .sql("UPDATE uploads SET created_at = now() - interval '49 hours'")
        .await;
    world
        .sql("UPDATE files SET created_at = now() - interval '49 hours'")
        .await;
    assert_eq!(clear().await, 0, "a form that was put aside keeps its files");
}

#[tokio::test]
async fn r_2_3_a_file_of_a_case_is_there_for_whose_case_it_is_and_only_while_it_is_there() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student) = (world.company().await, world.student().await);
    let case = world.accepted(&company, &student).await.case;
    sent(
        &site.signed_in(&world, &student.account).await,
        "",
        &[("a.png", PICTURE)],
    )
    .await;
    let attached = format!(
        "INSERT INTO case_files (id, case_id, hash, name, purpose) OVERRIDING SYSTEM VALUE
            SELECT 7, {case}, hash, '协议书.jpg', 'agreement' FROM files"
    );
    assert_eq!(world.sql(&attached).await, 1);
    let path = "/files/attachments/7";
    let own = [
        world.officer().await,
        world.department_officer().await,
        student.account,
        company.account,
    ];
    let mut strangers = others(&world).await.to_vec();
    strangers.extend([
        world.company().await.account,
        world.student().await.account,
        world.operator().await,
        world.province_officer().await,
    ]);
    for (accounts, status) in [(&own[..], 200), (&strangers[..], 404)] {
        for account in accounts {
            let client = site.signed_in(&world, account).await;
            assert_eq!(client.get(path).await.status, status, "{}", account.name);
        }
    }
    world.sql("UPDATE case_files SET removed_at = now()").await;
    for account in &own {
        let client = site.signed_in(&world, account).await;
        assert_eq!(client.get(path).await.status, 404, "{}", account.name);
    }
}

#[tokio::test]
async fn a_licence_is_asked_for_at_registration_and_seen_by_officers_of_its_cases() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let (company, student, officer) = (
        world.company().await,
        world.student().await,
        world.officer().await,
    );
    let accepted = world.accepted(&company, &student).await;
    let reader = site.signed_in(&world, &officer).await;
    let page = format!("/signing/{}", accepted.case);
    let CompanyId(id) = company.id;
    let licence = format!("/files/licences/{id}");
    assert!(!reader.get(&page).await.body.contains(&licence), "none was shown");
    assert_eq!(reader.get(&licence).await.status, 404);
    let bare = site
        .stranger()
        .upload("/registration", &[("name", "甲")], &[])
        .await;
    assert!(bare.status == 422 && bare.body.contains("请上传营业执照"));
    let file: [(&str, &str, &[u8]); 1] = [("licence", "执照.png", PICTURE)];
    site.stranger()
        .upload("/registration", &[("name", "甲")], &file)
        .await;
    world
        .sql("UPDATE companies SET licence = (SELECT hash FROM files), licence_name = '执照.jpg'")
        .await;
    assert!(reader.get(&page).await.body.contains("查看营业执照"));
    assert_eq!(reader.get(&licence).await.header("content-type"), "image/jpeg");
    assert_eq!(
        site.signed_in(&world, &world.operator().await)
            .await
            .get(&licence)
            .await
            .status,
        404
    );
}
