//! The fields of a type, drawn from its description.

use wq_core::{
    codes::{options, region_name},
    destination::{Ask, Column, Description, Details, Input},
};

use crate::view::form::{Choice, Field, Posted};

/// The fields, by the titles of their groups.
pub fn parts(description: &Description, cohort: i32) -> Vec<(String, Vec<Field>)> {
    let fields = |asks: &[Ask]| asks.iter().map(|ask| field(ask, cohort)).collect();
    description
        .parts
        .iter()
        .map(|part| (part.title.to_owned(), fields(part.asks)))
        .collect()
}

fn field(ask: &Ask, cohort: i32) -> Field {
    let (name, label) = (ask.column.as_str(), ask.label);
    let field = match ask.column.input() {
        Input::Day => Field::date(name, label),
        Input::Yuan => Field::number(name, label, "元/月（税前）"),
        Input::Region => Field::suggest(name, label, "/regions"),
        Input::Code(list) => {
            let wanted = |code: &str| ask.only.is_empty() || ask.only.contains(&code);
            let codes = options(list, cohort).filter(|code| wanted(&code.code));
            let choices = codes.map(|code| Choice::new(&code.code, &code.name)).collect();
            Field::select(name, label, Some("请选择"), choices)
        }
        Input::Line(_) if !ask.only.is_empty() => {
            let choices = ask.only.iter().map(|&only| Choice::new(only, only)).collect();
            Field::select(name, label, Some("请选择"), choices)
        }
        Input::Line(most) => limited(Field::text(name, label), most),
        Input::Text(most) => limited(Field::textarea(name, label, 3), most),
        Input::CreditCode => Field {
            autocomplete: Some("off"),
            ..limited(Field::text(name, label), 18)
        },
        Input::Telephone => Field {
            inputmode: Some("tel"),
            ..limited(Field::text(name, label), 30)
        },
        Input::Web => Field {
            inputmode: Some("url"),
            ..limited(Field::text(name, label), 200)
        },
    };
    Field {
        required: ask.needed,
        hint: (!ask.hint.is_empty()).then(|| ask.hint.to_owned()),
        ..field
    }
}

fn limited(field: Field, most: usize) -> Field {
    Field {
        max_length: most.try_into().ok(),
        ..field
    }
}

/// What is filled in, as its form holds it.
pub fn filled(details: &Details) -> Posted {
    let asks = details.kind.description().asks();
    asks.fold(Posted::new(), |posted, ask| match details.get(ask.column) {
        Some(code) if ask.column.input() == Input::Region => {
            posted.with(Column::Region.as_str(), region_name(&code))
        }
        Some(value) => posted.with(ask.column.as_str(), value),
        None => posted,
    })
}
