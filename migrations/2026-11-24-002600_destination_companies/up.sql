-- 去向登记管理 narrowed to a company: of a destination the list carries the category, not the company.
CREATE INDEX destinations_company ON destinations (company_name text_pattern_ops) WHERE company_name IS NOT NULL;
