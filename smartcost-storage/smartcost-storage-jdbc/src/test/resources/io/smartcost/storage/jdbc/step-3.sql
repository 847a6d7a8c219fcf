ALTER TABLE smartcost_step ADD COLUMN third {word};

-- only Oracle
DROP TABLE smartcost_step;

UPDATE smartcost_step SET third = 'three';
