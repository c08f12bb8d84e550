//! 在线签约管理: the list and its filters.

use reqwest::{Method, StatusCode};
use wq_core::{
    access::{Account, LevelScope, Role},
    case::{Command, ReviewMode},
    ids::SchoolId,
};
use wq_tests::{Answer, Client, Site, World};

/// Texts that are code somewhere.
pub const HOSTILE: [&str; 6] = [
    "' OR 1=1 --",
    "'; DROP TABLE cases; --",
    "<script>alert(1)</script>",
    r#""><img src=x onerror=alert(1)>"#,
    "100%_\\",
    "{{7*7}}${7*7}\u{0}\r\nSet-Cookie: a=b",
];

pub fn rows(page: &Answer) -> usize {
    page.body.matches(r#"scope="row""#).count()
}

/// Posts the filter form and follows it to the list.
async fn filtered(client: &Client, fields: &[(&str, &str)]) -> (String, Answer) {
    let answer = client.post("/signing/filter", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}");
    let list = answer.location().to_owned();
    let page = client.get(&list).await;
    assert_eq!(page.status, StatusCode::OK, "{list}");
    (list, page)
}

/// Officers who are near, and not near enough: of another school, department and level.
pub async fn others(world: &World) -> [Account; 3] {
    world
        .sql("INSERT INTO schools (id, code, name, province) VALUES (2, '10285', '江北大学堂', '320000')")
        .await;
    let roles = [
        Role::School {
            school: SchoolId(2),
            level: LevelScope::All,
        },
        Role::Department {
            school: world.school,
            department: "计算机学院 ".into(),
        },
        Role::School {
            school: world.school,
            level: LevelScope::Graduate,
        },
    ];
    let [school, department, level] = roles;
    [
        world.account("外校老师", school).await,
        world.account("外院老师", department).await,
        world.account("研究生老师", level).await,
    ]
}

#[tokio::test]
async fn the_list_opens_with_the_guides_state_and_leads_to_the_readers_own_work() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let first = client.get("/signing").await;
    assert!(
        first
            .body
            .contains(r#"<option value="offline.agreement_review" selected>"#)
    );
    assert!(first.body.contains("没有符合条件的事项") && first.body.contains("/signing?group=mine"));
    let mine = client.get("/signing?group=mine").await;
    assert!(mine.body.contains(&student.name) && mine.body.contains("共 1 件"));
    assert!(mine.body.contains("鉴证<span"), "two parties: the school attests");
}

#[tokio::test]
async fn each_officer_is_shown_what_waits_at_their_step() {
    let world = World::new().await;
    world.review_by(ReviewMode::DepartmentThenSchool).await;
    let company = world.company().await;
    let (waiting, passed) = (world.student().await, world.student().await);
    world.accepted(&company, &waiting).await;
    let second = world.accepted(&company, &passed).await;
    let department = world.department_officer().await;
    world.act(&department, second, &Command::Approve).await;
    let site = Site::of(&world).await;
    let school = site.signed_in(&world, &world.officer().await).await;
    let department = site.signed_in(&world, &department).await;
    for (client, theirs, not_theirs) in [(&school, &passed, &waiting), (&department, &waiting, &passed)] {
        let mine = client.get("/signing?group=mine").await;
        assert!(mine.body.contains(&theirs.name) && !mine.body.contains(&not_theirs.name));
        let both = client.get("/signing?group=online.review").await;
        assert_eq!((rows(&both), both.body.matches("查看<span").count()), (2, 1));
    }
    world.review_by(ReviewMode::SchoolOnly).await;
    let mine = department.get("/signing?group=mine").await;
    assert_eq!(
        rows(&mine),
        0,
        "where the school reviews alone, nothing waits for a department"
    );
}

#[tokio::test]
async fn a_student_is_found_by_name_number_and_id_number_none_of_which_stands_in_the_address() {
    let world = World::new().await;
    let company = world.company().await;
    let (wanted, other) = (world.student().await, world.student().await);
    world.accepted(&company, &wanted).await;
    world.accepted(&company, &other).await;
    world
        .sql(&format!(
            "UPDATE students SET name = '欧阳靖雯', student_no = 'B1234' WHERE id = {}",
            wanted.id
        ))
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    for typed in ["欧阳靖雯", " 欧阳 ", "B12", wanted.id_number.reveal()] {
        let (list, page) = filtered(&client, &[("group", "all"), ("q", typed)]).await;
        assert!(
            page.body.contains("欧阳靖雯") && !page.body.contains(&other.name),
            "{typed}"
        );
        assert!(page.body.contains("共 1 件"));
        assert!(
            list.is_ascii() && !list.contains("B12") && !list.contains(wanted.id_number.reveal()),
            "{list}"
        );
        assert!(!list.contains("%E6%AC%A7"), "{list}");
        assert!(
            page.body
                .contains(&format!(r#"name="q" value="{}""#, typed.trim()))
        );
    }
    let (_, none) = filtered(&client, &[("group", "all"), ("q", "阳靖")]).await;
    assert_eq!(rows(&none), 0, "names are looked for from their start");
}

#[tokio::test]
async fn the_other_filters_narrow_the_list_too() {
    let world = World::new().await;
    let (one, two) = (world.company().await, world.company().await);
    let (first, second) = (world.student().await, world.student().await);
    world.accepted(&one, &first).await;
    world.accepted(&two, &second).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let found = async |fields: &[(&str, &str)]| {
        let fields: Vec<_> = fields
            .iter()
            .copied()
            .chain([("group", "online.review")])
            .collect();
        rows(&filtered(&client, &fields).await.1)
    };
    assert_eq!(found(&[]).await, 2);
    assert_eq!(found(&[("company", &one.name)]).await, 1);
    assert_eq!(found(&[("department", "计算机学院")]).await, 2);
    assert_eq!(found(&[("department", "法学院")]).await, 0);
    assert_eq!(found(&[("level", "undergraduate")]).await, 2);
    assert_eq!(found(&[("level", "graduate")]).await, 0);
    assert_eq!(found(&[("initiator", "company")]).await, 2);
    assert_eq!(found(&[("initiator", "student")]).await, 0);
    let (_, oldest) = filtered(&client, &[("group", "mine")]).await;
    let (_, newest) = filtered(&client, &[("group", "mine"), ("order", "newest")]).await;
    let order = |page: &Answer| page.body.find(&first.name) < page.body.find(&second.name);
    assert!(order(&oldest) && !order(&newest));
}

#[tokio::test]
async fn hostile_texts_in_every_filter_find_nothing_and_come_back_as_text() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    for text in HOSTILE {
        for field in ["q", "company", "department"] {
            let (_, page) = filtered(&client, &[("group", "all"), (field, text)]).await;
            assert_eq!(rows(&page), 0, "{field}: {text}");
            assert!(
                !page.body.contains("<script>alert") && !page.body.contains("<img"),
                "{field}: {text}"
            );
        }
        for field in ["group", "initiator", "level", "order"] {
            filtered(&client, &[(field, text)]).await;
        }
        let query = [
            "group",
            "initiator",
            "department",
            "level",
            "company",
            "order",
            "find",
            "after",
            "before",
        ];
        for field in query.into_iter().chain(["skipped", "total"]) {
            let mut url = reqwest::Url::parse("http://localhost/signing").expect("an address");
            url.query_pairs_mut().append_pair(field, text);
            let address = format!("/signing?{}", url.query().unwrap_or_default());
            let page = client.get(&address).await;
            assert_eq!(page.status, StatusCode::OK, "{address}");
            assert!(!page.body.contains("<script>alert"), "{address}");
        }
    }
    assert_eq!(world.sql("SELECT FROM cases").await, 1);
}

#[tokio::test]
async fn a_long_list_is_turned_over_page_by_page_and_back() {
    let world = World::new().await;
    world
        .sql(
            "INSERT INTO students (school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status,
                born_on, department, major_code, major_name, education_level, study_years, training_mode, enrolled_on,
                graduates_on, origin_region)
             SELECT 1, 2027, 'r' || i, 'N' || i, '学生' || i || '号', '3201022005010' || lpad(i::text, 5, '0'), '1', '01', '13',
                '2005-01-01', '计算机学院', '080901', '软件工程', '31', '4', '1', '2023-09-01', '2027-06-30', '320102'
             FROM generate_series(1, 120) i",
        )
        .await;
    world
        .sql(
            "INSERT INTO cases (kind, state, school_id, cohort, student_id, department, level, initiator, entered_at)
             SELECT 'offline', 'agreement_school_review', 1, 2027, id, department, 'undergraduate', 'student',
                now() - interval '1 day' FROM students WHERE name LIKE '学生%'",
        )
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let turn = |page: &Answer, rel: &str| {
        let links = page.body.split(r#"<a class="button" href=""#).skip(1);
        let found = links
            .filter_map(|rest| rest.split_once('>'))
            .find(|(link, _)| link.contains(&format!(r#"rel="{rel}""#)));
        found.map(|(link, _)| link.split('"').next().unwrap_or_default().replace("&amp;", "&"))
    };
    let mut seen = Vec::new();
    let mut page = client.get("/signing").await;
    let mut places = Vec::new();
    loop {
        let names: Vec<&str> = page
            .body
            .split("：学生")
            .skip(1)
            .filter_map(|rest| rest.split('号').next())
            .collect();
        seen.extend(names.iter().map(|name| (*name).to_owned()));
        assert!(page.body.contains("共 120 件"));
        let place = page
            .body
            .split_once("第 ")
            .and_then(|(_, rest)| rest.split_once(" 件"));
        places.push(place.expect("a place").0.to_owned());
        match turn(&page, "next") {
            Some(next) => page = client.get(&next).await,
            None => break,
        }
    }
    assert_eq!(places, ["1–50", "51–100", "101–120"]);
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120, "every case once");
    let back = client.get(&turn(&page, "prev").expect("a page before")).await;
    assert!(back.body.contains("第 51–100 件"));
}

#[tokio::test]
async fn r_2_3_other_schools_departments_and_levels_see_neither_list_nor_case() {
    let world = World::new().await;
    let (company, student) = (world.company().await, world.student().await);
    let waiting = world.accepted(&company, &student).await;
    let site = Site::of(&world).await;
    for other in others(&world).await {
        let client = site.signed_in(&world, &other).await;
        let list = client.get("/signing?group=all").await;
        assert_eq!((list.status, rows(&list)), (StatusCode::OK, 0), "{}", other.name);
        for rest in ["", "/standing"] {
            let answer = client.get(&format!("/signing/{}{rest}", waiting.case)).await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}{rest}", other.name);
            assert!(!answer.body.contains(&student.name));
        }
    }
    for outsider in [&student.account, &company.account, &world.operator().await] {
        let client = site.signed_in(&world, outsider).await;
        for path in ["/signing".into(), format!("/signing/{}", waiting.case)] {
            assert_eq!(client.get(&path).await.status, StatusCode::NOT_FOUND);
        }
    }
    let officer = site.signed_in(&world, &world.officer().await).await;
    for path in [
        "/signing/0",
        "/signing/x",
        "/signing/99999999999999999999",
        "/signing/-1",
    ] {
        assert_eq!(officer.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn the_same_list_is_a_page_or_a_part() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let page = client.get("/signing").await;
    let part = client
        .ask(Method::GET, "/signing", &[("HX-Request-Type", "partial")])
        .await;
    assert!(page.body.contains("<html") && !part.body.contains("<html"));
    assert!(part.body.contains("在线签约管理") && part.body.contains("共 0 件"));
    assert!(part.header("vary").contains("HX-Request-Type"));
}

#[tokio::test]
async fn a_filter_without_a_good_token_is_refused() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    for fields in [vec![("q", "王")], vec![("q", "王"), ("csrf", "forged")]] {
        let answer = client.post_raw("/signing/filter", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn a_search_that_finds_nothing_says_how_it_compares_and_which_days_are_the_wrong_way_round() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let (_, page) = filtered(&client, &[("company", "科技")]).await;
    assert!(page.body.contains("单位名称请从开头输入"), "{}", page.body);
    let (_, page) = filtered(&client, &[("from", "2027-03-02"), ("to", "2027-03-01")]).await;
    assert!(page.body.contains("不能早于开始日期"), "{}", page.body);
}
