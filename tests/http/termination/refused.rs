//! What is refused, and to whom.

use super::*;

#[tokio::test]
async fn what_is_filled_in_wrongly_comes_back_with_a_sentence_beside_it() {
    let signed = Signed::new().await;
    let reader = signed.reader().await;
    let path = signed.form_of("student");
    let long = "字".repeat(501);
    let day = form()[2].1;
    for (fields, sentence) in [
        (
            [("cause", "invented"), ("words", "说明一"), ("ends_on", day)],
            "请从列表中选择解约原因",
        ),
        (
            [("cause", "conditions"), ("words", "说明二"), ("ends_on", day)],
            "请从列表中选择解约原因",
        ),
        (
            [("cause", "other"), ("words", ""), ("ends_on", day)],
            "请填写具体说明",
        ),
        (
            [("cause", "other"), ("words", &long), ("ends_on", day)],
            "说明不能超过500个字",
        ),
        (
            [("cause", "other"), ("words", "说明三"), ("ends_on", "")],
            "请填写解约日期",
        ),
        (
            [("cause", "other"), ("words", "说明四"), ("ends_on", "2025-12-31")],
            "不能早于签约日期",
        ),
        (
            [("cause", "other"), ("words", "说明五"), ("ends_on", "2099-01-01")],
            "90天以内",
        ),
    ] {
        let answer = reader.post(&path, &fields).await;
        assert_eq!(answer.status, 422, "{sentence}");
        assert!(answer.body.contains(sentence), "{sentence}");
        assert!(
            answer.body.contains(fields[1].1),
            "what was typed stays: {sentence}"
        );
    }
    assert_eq!(signed.terminations().await, 0);
}

#[tokio::test]
async fn what_is_others_does_not_exist() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let stranger = signed.site.signed_in(world, &world.student().await.account).await;
    let rival = signed.site.signed_in(world, &world.company().await.account).await;
    let asked = signed.asked().await;
    for (client, side) in [(&stranger, "student"), (&rival, "company")] {
        let mut paths = vec![signed.form_of(side), page(side, asked)];
        paths.extend(
            ["consent", "refusal", "withdrawal", "abandonment"]
                .map(|verb| format!("{}/{verb}", page(side, asked))),
        );
        for path in paths {
            assert_eq!(client.get(&path).await.status, 404, "{path}");
            let fields = [form()[0], form()[1], form()[2], ("version", "1")];
            let answer = client.post(&path, &fields).await;
            assert!(
                [404, 405].contains(&answer.status.as_u16()),
                "{path}: {}",
                answer.status
            );
        }
    }
    // The wrong door does not exist either.
    let reader = signed.reader().await;
    assert_eq!(reader.get(&page("company", asked)).await.status, 404);
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
    assert_eq!(signed.terminations().await, 1);
}

#[tokio::test]
async fn only_the_side_whose_turn_it_is_acts() {
    let signed = Signed::new().await;
    let (reader, employer) = (signed.reader().await, signed.employer().await);
    let asked = signed.asked().await;
    let version = [("version", "1"), ("words", "说明")];
    for (client, path) in [
        (&reader, format!("{}/consent", page("student", asked))),
        (&reader, format!("{}/refusal", page("student", asked))),
        (&employer, format!("{}/withdrawal", page("company", asked))),
    ] {
        assert_eq!(client.get(&path).await.status, 409, "{path}");
        assert_eq!(client.post(&path, &version).await.status, 403, "{path}");
    }
    let abandonment = format!("{}/abandonment", page("student", asked));
    assert_eq!(reader.post(&abandonment, &version).await.status, 422);
    assert_eq!(signed.state(asked.case).await, "asked_by_student");
}

#[tokio::test]
async fn r_5_2_of_a_dormant_student_nothing_is_asked_and_nothing_answered() {
    let signed = Signed::new().await;
    let employer = signed.employer().await;
    let asked = signed.asked().await;
    signed
        .world
        .sql("UPDATE students SET dormant_since = now()")
        .await;
    let page = employer.get(&page("company", asked)).await;
    assert!(page.body.contains("信息已失效") && !page.body.contains("/consent\""));
    let consent = format!("/company/terminations/{}/consent", asked.case);
    for answer in [
        employer.get(&consent).await,
        employer.post(&consent, &[("version", "1")]).await,
        employer.get(&signed.form_of("company")).await,
    ] {
        assert_eq!(answer.status, 422);
        assert!(answer.body.contains("信息已失效"));
    }
}

#[tokio::test]
async fn only_an_agreement_in_force_is_ended() {
    let signed = Signed::new().await;
    let world = &signed.world;
    let reader = signed.reader().await;
    let other = world.student().await;
    let invited = world.invite(&signed.company, &other).await;
    let others = signed.site.signed_in(world, &other.account).await;
    let path = format!("/student/agreements/{}/termination", invited.case);
    let answer = others.get(&path).await;
    assert!(answer.status == 422 && answer.body.contains("该协议未生效或已解除"));
    let asked = signed.asked().await;
    // A termination is no agreement.
    let path = format!("/student/agreements/{}/termination", asked.case);
    assert_eq!(reader.get(&path).await.status, 404);
    assert_eq!(
        reader.get("/student/agreements/999999/termination").await.status,
        404
    );
}
