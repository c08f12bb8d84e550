DROP TABLE wechat_tokens;
