-- A column more.
ALTER TABLE smartcost_step ADD COLUMN another BIGINT;
