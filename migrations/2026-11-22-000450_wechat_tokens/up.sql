-- The access token of each WeChat official account, shared by all worker processes. A token issued anew ends the one before
-- it, so it is fetched by one process, under a lock on this row, and read by the others. A secret: keep it out of dumps that
-- leave the house.
CREATE TABLE wechat_tokens (
    appid text PRIMARY KEY,
    token text NOT NULL,
    expires_at timestamptz NOT NULL
);
