-- The PDF of an agreement (协议书), as it was made when the agreement was issued: once, and never made again. The bytes lie
-- in the object store under the hash.
CREATE TABLE documents (
    case_id bigint PRIMARY KEY REFERENCES agreements,
    -- The form of the province on that day.
    form text NOT NULL CHECK (form IN ('two_party', 'three_party')),
    -- SHA-256: what /verify shows, and what a digital copy is compared by.
    hash text NOT NULL REFERENCES files,
    made_at timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE, DELETE, TRUNCATE ON documents FROM wangqian_app;
CREATE TRIGGER documents_final BEFORE UPDATE OR DELETE ON documents
    FOR EACH ROW EXECUTE FUNCTION refuse_change();
