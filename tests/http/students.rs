//! 学生名单管理.

use reqwest::StatusCode;
use wq_core::access::Role;
use wq_tests::{Answer, Client, Site, World};

use crate::signing::{others, rows};

/// Posts the filter form and follows it to the roster.
async fn filtered(client: &Client, fields: &[(&str, &str)]) -> (String, Answer) {
    let answer = client.post("/roster/filter", fields).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{fields:?}");
    let list = answer.location().to_owned();
    let page = client.get(&list).await;
    assert_eq!(page.status, StatusCode::OK, "{list}");
    (list, page)
}

/// How many students a page of the roster shows: as many as its own count says.
fn counted(page: &Answer) -> usize {
    let rows = rows(page);
    assert!(page.body.contains(&format!("共 {rows} 人")), "{}", page.body);
    rows
}

#[tokio::test]
async fn the_roster_is_searched_and_narrowed_and_its_address_names_nobody() {
    let world = World::new().await;
    let (wanted, other) = (world.student().await, world.student().await);
    world.accepted(&world.company().await, &other).await;
    world
        .sql(&format!(
            "UPDATE students SET name = '欧阳靖雯', student_no = 'B1234' WHERE id = {}",
            wanted.id
        ))
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let all = client.get("/roster").await;
    assert!(counted(&all) == 2 && all.body.contains("详细"));
    assert!(all.body.contains("学生已同意签约，等待学校审核") && all.body.contains("待就业"));
    for typed in ["欧阳", "B12", wanted.id_number.reveal()] {
        let (list, page) = filtered(&client, &[("q", typed)]).await;
        assert_eq!(counted(&page), 1, "{typed}");
        assert!(page.body.contains("欧阳靖雯") && !page.body.contains(&other.name));
        assert!(!list.contains(typed) && list.is_ascii(), "{list}");
    }
    assert_eq!(
        counted(&filtered(&client, &[("department", "法学院")]).await.1),
        0
    );
    assert_eq!(counted(&filtered(&client, &[("level", "graduate")]).await.1), 0);
    assert_eq!(
        counted(&filtered(&client, &[("level", "undergraduate")]).await.1),
        2
    );
    world.sql("INSERT INTO cohorts (year) VALUES (2026)").await;
    let (_, earlier) = filtered(&client, &[("cohort", "2026")]).await;
    assert!(earlier.body.contains("仅可查看过往记录") && counted(&earlier) == 0);
    world
        .sql(&format!(
            "UPDATE students SET dormant_since = now() WHERE id = {}",
            wanted.id
        ))
        .await;
    assert_eq!(
        counted(&client.get("/roster").await),
        1,
        "the dormant have a list of their own"
    );
}

#[tokio::test]
async fn r_2_3_each_officer_is_told_the_number_of_their_own_students() {
    let world = World::new().await;
    let school = world.officer().await;
    let department = world.department_officer().await;
    let [elsewhere, _, graduate] = others(&world).await;
    for set in [
        "cohort = cohort",
        "education_level = '11'",
        "department = '法学院'",
        "department = '法学院', education_level = '11'",
        "dormant_since = now()",
    ] {
        let student = world.student().await;
        let changed = format!("UPDATE students SET {set} WHERE id = {}", student.id);
        assert_eq!(world.sql(&changed).await, 1);
    }
    let site = Site::of(&world).await;
    // Only a school chooses between departments, and only its officers of all levels between levels.
    for (officer, own, of_law, of_level) in [
        (&school, 4, 2, [2, 2]),
        (&department, 2, 2, [1, 1]),
        (&graduate, 2, 1, [2, 2]),
        (&elsewhere, 0, 0, [0, 0]),
    ] {
        let client = site.signed_in(&world, officer).await;
        let name = &officer.name;
        assert_eq!(counted(&client.get("/roster").await), own, "{name}");
        let of = async |field, value| counted(&filtered(&client, &[(field, value)]).await.1);
        assert_eq!(of("department", "法学院").await, of_law, "{name}");
        for (level, number) in ["undergraduate", "graduate"].into_iter().zip(of_level) {
            assert_eq!(of("level", level).await, number, "{level}: {name}");
        }
    }
}

#[tokio::test]
async fn a_long_roster_is_turned_over_page_by_page_and_back() {
    let world = World::new().await;
    world
        .sql(
            "INSERT INTO students (school_id, cohort, ref, student_no, name, id_number, gender, ethnicity, political_status,
                born_on, department, major_code, major_name, education_level, study_years, training_mode, enrolled_on,
                graduates_on, origin_region)
             SELECT 1, 2027, 'r' || i, 'N' || i % 60, '学生' || i || '号', '3201022005010' || lpad(i::text, 5, '0'), '1', '01', '13',
                '2005-01-01', '计算机学院', '080901', '软件工程', '31', '4', '1', '2023-09-01', '2027-06-30', '320102'
             FROM generate_series(1, 120) i",
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
    let mut page = client.get("/roster").await;
    loop {
        let names = page
            .body
            .split("：学生")
            .skip(1)
            .filter_map(|rest| rest.split('号').next());
        seen.extend(names.map(str::to_owned));
        match turn(&page, "next") {
            Some(next) => page = client.get(&next).await,
            None => break,
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120, "every student, though numbers occur twice");
    let back = client.get(&turn(&page, "prev").expect("a page before")).await;
    assert_eq!(rows(&back), 50);
}

#[tokio::test]
async fn r_4_3_a_student_is_shown_with_all_data_masked_until_it_is_asked_for() {
    let world = World::new().await;
    let student = world.student().await;
    world.accepted(&world.company().await, &student).await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.officer().await).await;
    let path = format!("/roster/{}", student.id);
    let page = client.get(&path).await;
    for words in [
        &student.reference,
        &student.id_number.masked(),
        "计算机科学与技术",
        "请在",
        "就业管理系统",
        "手机号码、电子邮箱由毕业生",
        "线上签约",
    ] {
        assert!(page.body.contains(words), "{words}");
    }
    let personal = [
        student.id_number.reveal(),
        &student.mobile,
        &student.email,
        "2005-01-01",
    ];
    for hidden in personal {
        assert!(!page.body.contains(hidden), "{hidden}");
    }
    let shown = client.post(&format!("{path}/reveal"), &[]).await;
    assert_eq!(shown.status, StatusCode::OK);
    for words in personal {
        assert!(shown.body.contains(words), "{words}");
    }
    let traced = format!(
        "SELECT FROM audit_entries WHERE act = 'student.reveal' AND subject_id = {}",
        student.id
    );
    assert_eq!(world.sql(&traced).await, 1);
    for other in others(&world).await {
        let client = site.signed_in(&world, &other).await;
        assert_eq!(
            client.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{}",
            other.name
        );
        let answer = client.post(&format!("{path}/reveal"), &[]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{}", other.name);
        assert_eq!(counted(&client.get("/roster").await), 0, "{}", other.name);
    }
    assert_eq!(world.sql(&traced).await, 1);
}

#[tokio::test]
async fn r_2_1_a_department_without_students_is_told_and_so_is_its_school() {
    let world = World::new().await;
    world.student().await;
    let role = Role::Department {
        school: world.school,
        department: "计算机系".into(),
    };
    let lonely = world.account("孤老师", role).await;
    let site = Site::of(&world).await;
    let school = site.signed_in(&world, &world.officer().await).await;
    let page = school.get("/roster").await;
    assert!(page.body.contains("院系名称与学生名单不一致") && page.body.contains("计算机系"));
    let lonely = site.signed_in(&world, &lonely).await;
    let page = lonely.get("/roster").await;
    assert!(page.body.contains("您只能看到院系为“计算机系”的学生") && counted(&page) == 0);
}
