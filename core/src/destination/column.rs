//! The columns of what is registered: what each is called, how it is typed, and how it reads.

use std::borrow::Cow;

use chrono::NaiveDate;
use diesel::prelude::*;

use super::Type;
use crate::{
    codes::{List, name, region_name},
    db::schema::destinations,
};

/// How a value is typed and read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line, of so many characters at most.
    Line(usize),
    /// Some lines, of so many characters at most.
    Text(usize),
    /// A day that is not to come.
    Day,
    /// Whole yuan a month, before tax.
    Yuan,
    /// A region, by its code or its full name.
    Region,
    /// A code of a national table.
    Code(List),
    /// 统一社会信用代码.
    CreditCode,
    /// A telephone number, of whatever country.
    Telephone,
    /// The address of a web page.
    Web,
}

macro_rules! columns {
    ($($variant:ident = $name:ident, $label:literal, $input:expr;)+) => {
        /// A column of what is registered.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[expect(missing_docs, reason = "the fields of section 17 by their names")]
        pub enum Column {
            Type,
            Category,
            RegisteredOn,
            Pay,
            $($variant),+
        }

        impl Column {
            /// Every column, in the order in which exports have them.
            pub const ALL: &[Self] = &[Self::Type, Self::Category, Self::RegisteredOn, Self::Pay, $(Self::$variant),+];

            /// The name under which it is stored, posted and kept with events.
            pub const fn as_str(self) -> &'static str {
                match self {
                    Self::Type => "type",
                    Self::Category => "category",
                    Self::RegisteredOn => "registered_on",
                    Self::Pay => "pay",
                    $(Self::$variant => stringify!($name)),+
                }
            }

            /// What it is called where the type is not known; a type may have a word of its own for it ([`super::Ask`]).
            pub const fn label(self) -> &'static str {
                match self {
                    Self::Type => "去向类型",
                    Self::Category => "毕业去向类别",
                    Self::RegisteredOn => "签约/登记日期",
                    Self::Pay => "薪酬",
                    $(Self::$variant => $label),+
                }
            }

            /// How its values are typed.
            pub const fn input(self) -> Input {
                match self {
                    Self::Type => Input::Line(40),
                    Self::Category => Input::Code(List::Destination),
                    Self::RegisteredOn => Input::Day,
                    Self::Pay => Input::Yuan,
                    $(Self::$variant => $input),+
                }
            }
        }

        /// What is registered. What the type does not ask for is none.
        #[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Insertable, AsChangeset)]
        #[diesel(table_name = destinations, treat_none_as_null = true, check_for_backend(diesel::pg::Pg))]
        #[expect(missing_docs, reason = "the fields of section 17 by their names")]
        pub struct Details {
            #[diesel(column_name = type_)]
            pub kind: Type,
            pub category: String,
            pub registered_on: NaiveDate,
            pub pay: Option<i32>,
            $(pub $name: Option<String>),+
        }

        impl Details {
            /// Of a type, with nothing filled in.
            pub fn blank(kind: Type, category: &str, registered_on: NaiveDate) -> Self {
                Self {
                    kind,
                    category: category.to_owned(),
                    registered_on,
                    pay: None,
                    $($name: None),+
                }
            }

            /// The value of a column as it is stored.
            pub fn get(&self, column: Column) -> Option<Cow<'_, str>> {
                match column {
                    Column::Type => Some(self.kind.as_str().into()),
                    Column::Category => Some(self.category.as_str().into()),
                    Column::RegisteredOn => Some(self.registered_on.to_string().into()),
                    Column::Pay => self.pay.map(|pay| pay.to_string().into()),
                    $(Column::$variant => self.$name.as_deref().map(Cow::Borrowed)),+
                }
            }

            /// Puts a text into its column; the columns that hold no text are left alone.
            pub(super) fn set(&mut self, column: Column, text: Option<String>) {
                match column {
                    Column::Type | Column::RegisteredOn | Column::Pay => {}
                    Column::Category => self.category = text.unwrap_or_default(),
                    $(Column::$variant => self.$name = text),+
                }
            }
        }
    };
}

columns! {
    CompanyName = company_name, "单位名称", Input::Line(100);
    CreditCode = credit_code, "统一社会信用代码", Input::CreditCode;
    Nature = nature, "单位性质", Input::Code(List::UnitNature);
    Industry = industry, "单位行业", Input::Code(List::UnitIndustry);
    Region = region, "单位所在地", Input::Region;
    Address = address, "单位地址", Input::Line(200);
    Contact = contact, "联系人", Input::Line(50);
    Telephone = telephone, "联系电话", Input::Telephone;
    JobCategory = job_category, "工作职位类别", Input::Code(List::JobCategory);
    JobTitle = job_title, "职位名称", Input::Line(60);
    Country = country, "国家（地区）", Input::Line(50);
    Institution = institution, "院校", Input::Line(100);
    InstitutionForeign = institution_foreign, "院校外文名", Input::Line(150);
    Major = major, "专业", Input::Line(100);
    EducationLevel = education_level, "学历", Input::Code(List::EducationLevel);
    Programme = programme, "项目名称", Input::Line(100);
    Website = website, "网店网址", Input::Web;
    ArchiveTo = archive_to, "档案去向", Input::Line(100);
    HouseholdTo = household_to, "户口去向", Input::Line(100);
    Reason = reason, "原因", Input::Text(200);
}

impl Column {
    /// The column of a name.
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|column| column.as_str() == name)
    }

    /// How a stored value reads: a code by its name.
    pub fn words(self, stored: &str) -> String {
        match self.input() {
            Input::Code(list) => name(list, stored).to_owned(),
            Input::Region => region_name(stored).to_owned(),
            Input::Yuan => format!("{stored} 元/月"),
            Input::Line(_) if self == Self::Type => {
                Type::parse(stored).map_or_else(|| stored.to_owned(), Type::label)
            }
            Input::Line(_)
            | Input::Text(_)
            | Input::Day
            | Input::CreditCode
            | Input::Telephone
            | Input::Web => stored.to_owned(),
        }
    }
}

impl Details {
    /// The same as another type: what that one asks for as well is kept.
    pub(super) fn turned_into(&self, kind: Type, category: &str) -> Self {
        let mut turned = Self {
            pay: self.pay,
            ..Self::blank(kind, category, self.registered_on)
        };
        let asks = kind.description().asks();
        for ask in asks.filter(|ask| ask.only.is_empty() && ask.column != Column::Category) {
            turned.set(ask.column, self.get(ask.column).map(Cow::into_owned));
        }
        if !kind.description().asks().any(|ask| ask.column == Column::Pay) {
            turned.pay = None;
        }
        turned
    }

    /// How the value of a column reads; empty where there is none.
    pub fn words(&self, column: Column) -> String {
        self.get(column)
            .map_or_else(String::new, |stored| column.words(&stored))
    }
}
