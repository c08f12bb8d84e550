//! The code tables that this system checks destinations against: its own copy, as the real one has.

/// 毕业去向类别, the verified ones.
pub(super) const CATEGORIES: &[&str] = &[
    "10", "11", "12", "27", "271", "46", "50", "502", "503", "51", "512", "519", "70", "71", "72", "75",
    "76", "80", "801", "802", "85",
];
/// Categories that cannot be without an employer.
pub(super) const EMPLOYED: &[&str] = &["10", "11", "12", "271"];
/// 待就业.
pub(super) const UNPLACED: &str = "70";
/// 单位性质, those in use from 2014 on.
pub(super) const NATURES: &[&str] = &[
    "10", "20", "21", "22", "23", "29", "31", "32", "39", "40", "55", "56",
];
/// 单位行业.
pub(super) const INDUSTRIES: &[&str] = &[
    "11", "21", "22", "23", "24", "31", "32", "33", "34", "35", "36", "37", "38", "39", "41", "42", "43",
    "44", "45", "46", "80",
];
/// 职位类别.
pub(super) const JOB_CATEGORIES: &[&str] = &[
    "10", "11", "13", "17", "19", "21", "22", "23", "24", "25", "26", "27", "29", "30", "40", "60", "80",
    "90",
];
