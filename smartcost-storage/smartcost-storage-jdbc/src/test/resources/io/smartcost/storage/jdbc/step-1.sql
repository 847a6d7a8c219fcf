CREATE TABLE IF NOT EXISTS smartcost_step (
    name {name} NOT NULL
){table};
