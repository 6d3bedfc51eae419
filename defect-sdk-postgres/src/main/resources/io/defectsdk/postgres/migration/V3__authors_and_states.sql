-- Who did it, and states that are said rather than inferred.
--
-- An author is a user of ours (…_by) or somebody the host knows and vouches for; the name is written down either
-- way, as it was then. Rows from before have neither.

ALTER TABLE ${schema}.products
    ADD COLUMN created_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN created_by_name varchar(100);

ALTER TABLE ${schema}.manuals
    ADD COLUMN created_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN created_by_name varchar(100);

ALTER TABLE ${schema}.images
    ADD COLUMN created_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN created_by_name varchar(100);

ALTER TABLE ${schema}.system_config
    ADD COLUMN updated_by_name varchar(100);

ALTER TABLE ${schema}.deployment_logs
    ADD COLUMN deployed_by_name varchar(100),
    ADD COLUMN deployed_by_role varchar(20),
    ADD CONSTRAINT deploy_by_role_check CHECK (deployed_by_role IN ('admin', 'worker')),
    DROP CONSTRAINT deploy_status_check,
    ADD CONSTRAINT deploy_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed', 'cancelled'));

-- The old view took every rated guide for a finished action. Whether something was done is now said by itself;
-- rows from before keep the state that the old view showed for them.
-- A part that fits no known type is 'unknown': the column stays NOT NULL and needs no invented type.
ALTER TABLE ${schema}.response_history
    ADD COLUMN feedback_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN feedback_by_name varchar(100),
    ADD COLUMN action_status varchar(20) NOT NULL DEFAULT 'open',
    ADD CONSTRAINT response_action_status_check CHECK (action_status IN ('open', 'done')),
    ALTER COLUMN defect_code SET DEFAULT 'unknown';

UPDATE ${schema}.response_history SET action_status = 'done' WHERE feedback_rating IS NOT NULL;

COMMENT ON COLUMN ${schema}.response_history.action_status IS 'open: 미조치, done: 조치완료';
COMMENT ON COLUMN ${schema}.response_history.defect_code IS 'defect_types의 코드, 분류할 수 없으면 unknown';
