//! The form by which a person sets a system's switch.

use std::time::Duration;

use maud::{Markup, html};
use poem::{
    EndpointExt, Response, Route, handler,
    http::{StatusCode, header},
    post,
    web::{Data, Form},
};
use serde::Deserialize;

use super::System;
use crate::outside::behaviour::{Behaviour, Switch};

/// The longest delay that the form takes, in milliseconds.
const SLOWEST: u64 = 600_000;
/// The delay that the form proposes, in milliseconds.
const SLOW: u64 = 3_000;

/// The switch that a form sets, and where to go afterwards.
#[derive(Clone)]
struct Target {
    path: &'static str,
    switch: Switch,
}

#[derive(Deserialize)]
struct Setting {
    behaviour: String,
    #[serde(default)]
    delay_ms: String,
    #[serde(default)]
    refusal: String,
}

/// `POST {system}/behaviour`.
pub(in crate::outside) fn route(app: Route, system: &System, switch: &Switch) -> Route {
    let target = Target {
        path: system.path,
        switch: switch.clone(),
    };
    app.at(format!("{}/behaviour", system.path), post(set.data(target)))
}

#[handler]
fn set(Data(target): Data<&Target>, Form(setting): Form<Setting>) -> poem::Result<Response> {
    let wrong = || poem::Error::from_status(StatusCode::UNPROCESSABLE_ENTITY);
    let behaviour = match setting.behaviour.as_str() {
        "normal" => Behaviour::Normal,
        "slow" => {
            let delay = setting
                .delay_ms
                .trim()
                .parse()
                .ok()
                .filter(|&delay| delay <= SLOWEST);
            Behaviour::Slow(Duration::from_millis(delay.ok_or_else(wrong)?))
        }
        "down" => Behaviour::Down,
        "refusing" if !target.switch.set_refusal(&setting.refusal) => return Err(wrong()),
        "refusing" => Behaviour::Refusing,
        _ => return Err(wrong()),
    };
    target.switch.set_behaviour(behaviour);
    Ok(Response::builder()
        .status(StatusCode::SEE_OTHER)
        .header(header::LOCATION, target.path)
        .finish())
}

/// How the switch is set, in words.
pub(super) fn setting(switch: &Switch) -> String {
    match switch.behaviour() {
        Behaviour::Normal => "正常".into(),
        Behaviour::Slow(late) => format!("缓慢（{} 毫秒）", late.as_millis()),
        Behaviour::Down => "停机".into(),
        Behaviour::Refusing => format!("拒绝（{} {}）", switch.chosen().code, switch.chosen().meaning),
    }
}

/// The form.
pub(super) fn form(system: &System, switch: &Switch) -> Markup {
    let now = switch.behaviour();
    let delay = match now {
        Behaviour::Slow(late) => late.as_millis(),
        Behaviour::Normal | Behaviour::Down | Behaviour::Refusing => SLOW.into(),
    };
    let choice = |value: &str, label: &str, chosen: bool| {
        html! { label { input type="radio" name="behaviour" value=(value) checked[chosen]; " " (label) } }
    };
    html! {
        form.switch method="post" action={ (system.path) "/behaviour" } {
            fieldset {
                legend { "开关：" (setting(switch)) }
                (choice("normal", "正常", now == Behaviour::Normal))
                (choice("slow", "缓慢", matches!(now, Behaviour::Slow(_))))
                label { "毫秒 " input type="number" name="delay_ms" value=(delay) min="0" max=(SLOWEST); }
                (choice("down", "停机", now == Behaviour::Down))
                (choice("refusing", "拒绝", now == Behaviour::Refusing))
                label { "拒绝的理由 " select name="refusal" {
                    @for refusal in switch.refusals() {
                        option value=(refusal.code) selected[refusal == switch.chosen()] {
                            (refusal.code) " " (refusal.meaning)
                        }
                    }
                } }
                button { "设置" }
            }
        }
    }
}
