-- What the types of destination ask for besides (domain section 17): where archive and household go, the address of a web shop.
ALTER TABLE destinations ADD COLUMN archive_to text, ADD COLUMN household_to text, ADD COLUMN website text;

-- The lowest wage of a region holds from a day on, until the next one does. What held before stays to read.
ALTER TABLE wage_floors DROP CONSTRAINT wage_floors_pkey, ADD PRIMARY KEY (region, valid_from);
