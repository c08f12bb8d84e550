//! Departments and their majors.

/// A department (院系) of a school.
pub(super) struct Department {
    /// The end of its officer's sign-in: `dept-cs`.
    pub slug: &'static str,
    /// 院系, compared character for character with its officer's (2.1).
    pub name: &'static str,
    /// Never empty.
    pub majors: &'static [Major],
}

/// A major at one education level.
pub(super) struct Major {
    pub code: &'static str,
    pub name: &'static str,
    /// 学历, code.
    pub level: &'static str,
    /// 学制 in years.
    pub years: u8,
    /// How often among the majors of the department.
    pub weight: i64,
}

const fn bachelor(code: &'static str, name: &'static str) -> Major {
    Major {
        code,
        name,
        level: "31",
        years: 4,
        weight: 10,
    }
}

const fn master(code: &'static str, name: &'static str) -> Major {
    Major {
        code,
        name,
        level: "11",
        years: 3,
        weight: 4,
    }
}

const fn doctor(code: &'static str, name: &'static str) -> Major {
    Major {
        code,
        name,
        level: "01",
        years: 4,
        weight: 1,
    }
}

const fn college(code: &'static str, name: &'static str) -> Major {
    Major {
        code,
        name,
        level: "41",
        years: 3,
        weight: 3,
    }
}

/// The departments of the demonstration school.
pub(super) const DEMONSTRATION: &[Department] = &[
    Department {
        slug: "cs",
        name: "计算机科学与技术学院",
        majors: &[
            bachelor("080901", "计算机科学与技术"),
            bachelor("080902", "软件工程"),
            bachelor("080910T", "数据科学与大数据技术"),
            master("081200", "计算机科学与技术"),
            master("085400", "电子信息"),
            doctor("081200", "计算机科学与技术"),
            college("510201", "计算机应用技术"),
        ],
    },
    Department {
        slug: "law",
        name: "法学院",
        majors: &[
            bachelor("030101K", "法学"),
            bachelor("030102T", "知识产权"),
            master("030100", "法学"),
            master("035101", "法律（非法学）"),
            doctor("030100", "法学"),
            college("580401", "法律事务"),
        ],
    },
    Department {
        slug: "business",
        name: "经济管理学院",
        majors: &[
            bachelor("120203K", "会计学"),
            bachelor("020301K", "金融学"),
            bachelor("120201K", "工商管理"),
            master("125300", "会计"),
            Major {
                code: "120203K",
                name: "会计学",
                level: "25",
                years: 2,
                weight: 2,
            },
            college("530302", "大数据与会计"),
        ],
    },
    Department {
        slug: "mechanics",
        name: "机械工程学院",
        majors: &[
            bachelor("080202", "机械设计制造及其自动化"),
            bachelor("080801", "自动化"),
            master("085500", "机械"),
            doctor("080200", "机械工程"),
            college("460301", "机电一体化技术"),
        ],
    },
    Department {
        slug: "medicine",
        name: "临床医学院",
        majors: &[
            Major {
                code: "100201K",
                name: "临床医学",
                level: "31",
                years: 5,
                weight: 10,
            },
            bachelor("101101K", "护理学"),
            master("105100", "临床医学"),
            doctor("100200", "临床医学"),
            college("520201", "护理"),
        ],
    },
    Department {
        slug: "education",
        name: "教育科学学院",
        majors: &[
            bachelor("040107", "小学教育"),
            bachelor("040106", "学前教育"),
            master("045100", "教育"),
            college("570103K", "小学教育"),
        ],
    },
    Department {
        slug: "languages",
        name: "外国语学院",
        majors: &[
            bachelor("050201", "英语"),
            bachelor("050207", "日语"),
            master("055101", "英语笔译"),
            college("570201", "商务英语"),
        ],
    },
];

/// The departments of the second school. Its 法学院 bears the name of one of the first school's.
pub(super) const SECOND: &[Department] = &[
    Department {
        slug: "information",
        name: "信息工程学院",
        majors: &[
            bachelor("080717T", "人工智能"),
            bachelor("080905", "物联网工程"),
            college("510203", "软件技术"),
        ],
    },
    Department {
        slug: "law",
        name: "法学院",
        majors: &[
            bachelor("030101K", "法学"),
            master("035101", "法律（非法学）"),
            college("580401", "法律事务"),
        ],
    },
    Department {
        slug: "tourism",
        name: "旅游与酒店管理学院",
        majors: &[
            bachelor("120901K", "旅游管理"),
            bachelor("120902", "酒店管理"),
            college("540101", "旅游管理"),
        ],
    },
];
