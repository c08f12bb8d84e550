-- Numbers given by the loader are taken: every identity goes on after the highest.
DO $$ DECLARE
    identity record;
BEGIN
    FOR identity IN SELECT table_name, column_name FROM information_schema.columns
                    WHERE table_schema = 'public' AND is_identity = 'YES' LOOP
        EXECUTE format(
            'SELECT setval(pg_get_serial_sequence(%L, %L), greatest((SELECT max(%I) FROM %I), 1), EXISTS (SELECT FROM %I))',
            identity.table_name, identity.column_name, identity.column_name, identity.table_name, identity.table_name);
    END LOOP;
END $$;
