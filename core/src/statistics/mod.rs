//! 数据统计: figures, never people.

mod province;

pub use province::{ProvinceFigures, SchoolFigures, province};
