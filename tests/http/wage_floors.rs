//! 最低工资标准: a province keeps the lowest wages of its regions.

use reqwest::StatusCode;
use wq_core::settings::wage_floor;
use wq_tests::{Site, World};

const LIST: &str = "/province/wage-floors";
const ENTRIES: &str = "SELECT FROM audit_entries WHERE act = 'settings.wage_floor'";

async fn holds(world: &World, region: &str) -> Option<i32> {
    wage_floor(&*world.conn().await, region)
        .await
        .expect("the database")
}

#[tokio::test]
async fn a_province_enters_corrects_and_takes_back_what_holds_from_a_day_on() {
    let world = World::new().await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.province_officer().await).await;
    assert!(client.get(LIST).await.body.contains("还没有录入最低工资标准"));
    for (region, yuan, day) in [
        ("江苏省", "2280", "2021-08-01"),
        ("江苏省", "2490", "2024-01-01"),
        ("江苏省", "2800", "2999-01-01"),
        ("江苏省淮安市", "2260", "2024-01-01"),
    ] {
        let fields = [("region", region), ("yuan", yuan), ("valid_from", day)];
        let set = client.post(LIST, &fields).await;
        assert_eq!(
            (set.status, set.location()),
            (StatusCode::SEE_OTHER, LIST),
            "{}",
            set.body
        );
        assert_eq!(
            client.post(LIST, &fields).await.status,
            StatusCode::SEE_OTHER,
            "sent twice"
        );
    }
    assert_eq!(world.sql(ENTRIES).await, 4);
    assert_eq!(holds(&world, "320102").await, Some(2490));
    assert_eq!(holds(&world, "320803").await, Some(2260));
    assert_eq!(holds(&world, "330102").await, None);
    let list = client.get(LIST).await.body;
    for words in ["2,490 元/月", "现行", "未生效", "已被新标准替代", "江苏省淮安市"] {
        assert!(list.contains(words), "{words}");
    }
    let one = format!("{LIST}/320000/2024-01-01");
    assert!(
        client
            .get(&one)
            .await
            .body
            .contains(r#"name="version" value="2490""#)
    );
    let corrected = client.post(&one, &[("version", "2490"), ("yuan", "2500")]).await;
    assert_eq!(corrected.status, StatusCode::SEE_OTHER, "{}", corrected.body);
    assert_eq!(holds(&world, "320102").await, Some(2500));
    let stale = client.post(&one, &[("version", "2490"), ("yuan", "2600")]).await;
    assert_eq!(stale.status, StatusCode::CONFLICT);
    assert!(stale.body.contains("2,500 元/月，您的内容没有保存") && stale.body.contains("2600"));
    let removal = format!("{one}/removal");
    assert!(client.get(&removal).await.body.contains("将被删除"));
    assert_eq!(
        client.post(&removal, &[("version", "2490")]).await.status,
        StatusCode::CONFLICT
    );
    assert_eq!(
        client.post(&removal, &[("version", "2500")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        holds(&world, "320102").await,
        Some(2280),
        "the one before holds again"
    );
    assert_eq!(client.get(&one).await.status, StatusCode::NOT_FOUND);
    let kept = format!(
        "{ENTRIES} AND detail ->> 'before' = '2500' AND detail -> 'after' = 'null' AND subject_id = 320000"
    );
    assert_eq!(world.sql(&kept).await, 1);
}

#[tokio::test]
async fn what_is_no_wage_of_the_province_is_refused_beside_its_field() {
    let world = World::new().await;
    world
        .sql("INSERT INTO wage_floors (region, yuan, valid_from) VALUES ('330000', 2490, '2024-01-01')")
        .await;
    let site = Site::of(&world).await;
    let client = site.signed_in(&world, &world.province_officer().await).await;
    for (region, yuan, day, field) in [
        ("浙江省", "2490", "2024-01-01", "region"),
        ("玄武区", "2490", "2024-01-01", "region"),
        ("江苏省", "0", "2024-01-01", "yuan"),
        ("江苏省", "<b>", "2024-01-01", "yuan"),
        ("江苏省", "2490", "", "valid_from"),
    ] {
        let fields = [("region", region), ("yuan", yuan), ("valid_from", day)];
        let refused = client.post(LIST, &fields).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(
            refused.body.contains(&format!(r#"id="f-{field}-error""#)),
            "{field}"
        );
    }
    let others = format!("{LIST}/330000/2024-01-01");
    assert_eq!(client.get(&others).await.status, StatusCode::NOT_FOUND);
    for path in [others.clone(), format!("{others}/removal")] {
        let answer = client.post(&path, &[("version", "2490"), ("yuan", "1")]).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!client.get(LIST).await.body.contains("浙江省"));
    assert_eq!(
        client.get(&format!("{LIST}/x/y")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(world.sql(ENTRIES).await, 0);
}
