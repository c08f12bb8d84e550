CREATE OR REPLACE FUNCTION list_destination() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE cases SET subject = NEW.category WHERE id = NEW.case_id AND subject <> NEW.category;
    RETURN NULL;
END $$;
CREATE OR REPLACE TRIGGER destinations_list AFTER INSERT OR UPDATE OF category ON destinations
    FOR EACH ROW EXECUTE FUNCTION list_destination();
ALTER TABLE cases DROP COLUMN employer_code;
