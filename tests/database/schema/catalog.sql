-- Everything in the schema `public`, and every right of the application's role, as lines that can be compared.
WITH objects AS (
    SELECT format('%s %s', relkind, oid::regclass) AS line FROM pg_class WHERE relnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('column %s %s %s %s %s %s', attrelid::regclass, attname, format_type(atttypid, atttypmod), attnotnull,
        attidentity, pg_get_expr(adbin, adrelid))
    FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
        LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
    WHERE relnamespace = 'public'::regnamespace AND attnum > 0
    UNION ALL
    SELECT format('constraint %s %s %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
    UNION ALL
    SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL
    SELECT pg_get_triggerdef(pg_trigger.oid)
    FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
    WHERE relnamespace = 'public'::regnamespace AND NOT tgisinternal
    UNION ALL
    SELECT pg_get_functiondef(oid) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('type %s', oid::regtype) FROM pg_type WHERE typnamespace = 'public'::regnamespace
    UNION ALL
    SELECT format('right on %s: %s', relation.oid::regclass, rights.privilege_type)
    FROM pg_class AS relation, aclexplode(relacl) AS rights
    WHERE relnamespace = 'public'::regnamespace AND rights.grantee = to_regrole('wangqian_app')
    UNION ALL
    SELECT format('right on the schema: %s', rights.privilege_type)
    FROM pg_namespace, aclexplode(nspacl) AS rights
    WHERE nspname = 'public' AND rights.grantee = to_regrole('wangqian_app')
    UNION ALL
    SELECT format('right on tables to come: %s', rights.privilege_type)
    FROM pg_default_acl, aclexplode(defaclacl) AS rights
    WHERE rights.grantee = to_regrole('wangqian_app')
)
SELECT line FROM objects ORDER BY line
