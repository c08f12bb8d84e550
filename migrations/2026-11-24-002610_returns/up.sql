-- 导出退回修改学生名单: which of a list's cases were ever returned, without reading their history.
CREATE INDEX case_events_returns ON case_events (case_id, at) WHERE command = 'return';
