-- Keys become bigint and times get their zone, in one ALTER per table: a table with rows is rewritten once.
--
--   * SERIAL is 32 bits wide: one line that records 20 rows a second uses it up in 1,243 days
--   * a TIMESTAMP without zone means another moment for each reader; ${legacyTimeZone} says which zone the old
--     values were written in (it matters only where there are rows)
--   * TRUE, FALSE and NULL are one answer too many for is_active; the views always took NULL for no
--   * a row without a creation time gets 1970-01-01: visibly unknown, rather than invented

-- views hold their columns' types fast; they are made again, put right, at the end
DROP VIEW ${schema}.v_recent_inspections;
DROP VIEW ${schema}.v_dashboard_stats;
DROP VIEW ${schema}.v_deployment_status;

ALTER TABLE ${schema}.users
    ALTER COLUMN user_id TYPE bigint,
    ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN last_login_at TYPE timestamptz USING last_login_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.products
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN updated_at TYPE timestamptz USING updated_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.manuals
    ALTER COLUMN manual_id TYPE bigint,
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN indexed_at TYPE timestamptz USING indexed_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.defect_types
    ALTER COLUMN defect_type_id TYPE bigint,
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.images
    ALTER COLUMN image_id TYPE bigint,
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN defect_type_id TYPE bigint,
    ALTER COLUMN uploaded_at TYPE timestamptz USING uploaded_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.search_history
    ALTER COLUMN search_id TYPE bigint,
    ALTER COLUMN searched_at TYPE timestamptz USING searched_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.response_history
    ALTER COLUMN response_id TYPE bigint,
    ALTER COLUMN search_id TYPE bigint,
    ALTER COLUMN executed_at TYPE timestamptz USING executed_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN guide_generated_at TYPE timestamptz USING guide_generated_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN feedback_at TYPE timestamptz USING feedback_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.model_params
    ALTER COLUMN param_id TYPE bigint,
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN created_at TYPE timestamptz USING created_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN updated_at TYPE timestamptz USING updated_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.deployment_logs
    ALTER COLUMN deploy_id TYPE bigint,
    ALTER COLUMN product_id TYPE bigint,
    ALTER COLUMN deployed_by TYPE bigint,
    ALTER COLUMN started_at TYPE timestamptz USING started_at AT TIME ZONE '${legacyTimeZone}',
    ALTER COLUMN completed_at TYPE timestamptz USING completed_at AT TIME ZONE '${legacyTimeZone}';

ALTER TABLE ${schema}.system_config
    ALTER COLUMN updated_by TYPE bigint,
    ALTER COLUMN updated_at TYPE timestamptz USING updated_at AT TIME ZONE '${legacyTimeZone}';

-- the sequences behind SERIAL stay 32 bits wide by themselves, and a hand-made database may call them otherwise
DO $$
DECLARE
    serial record;
BEGIN
    FOR serial IN
        SELECT * FROM (VALUES
            ('users', 'user_id'),
            ('products', 'product_id'),
            ('manuals', 'manual_id'),
            ('defect_types', 'defect_type_id'),
            ('images', 'image_id'),
            ('search_history', 'search_id'),
            ('response_history', 'response_id'),
            ('model_params', 'param_id'),
            ('deployment_logs', 'deploy_id')
        ) AS serials (table_name, column_name)
    LOOP
        EXECUTE 'ALTER SEQUENCE '
            || pg_get_serial_sequence('${schema}.' || serial.table_name, serial.column_name)
            || ' AS bigint';
    END LOOP;
END
$$;

UPDATE ${schema}.users SET is_active = FALSE WHERE is_active IS NULL;
UPDATE ${schema}.users SET created_at = 'epoch' WHERE created_at IS NULL;
ALTER TABLE ${schema}.users
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL;

UPDATE ${schema}.products SET is_active = FALSE WHERE is_active IS NULL;
UPDATE ${schema}.products SET created_at = 'epoch' WHERE created_at IS NULL;
UPDATE ${schema}.products SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE ${schema}.products
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;

UPDATE ${schema}.manuals SET vector_indexed = FALSE WHERE vector_indexed IS NULL;
UPDATE ${schema}.manuals SET created_at = 'epoch' WHERE created_at IS NULL;
ALTER TABLE ${schema}.manuals
    ALTER COLUMN vector_indexed SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL;

UPDATE ${schema}.defect_types SET is_active = FALSE WHERE is_active IS NULL;
UPDATE ${schema}.defect_types SET created_at = 'epoch' WHERE created_at IS NULL;
ALTER TABLE ${schema}.defect_types
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL;

UPDATE ${schema}.images SET uploaded_at = 'epoch' WHERE uploaded_at IS NULL;
ALTER TABLE ${schema}.images ALTER COLUMN uploaded_at SET NOT NULL;

UPDATE ${schema}.search_history SET searched_at = 'epoch' WHERE searched_at IS NULL;
ALTER TABLE ${schema}.search_history ALTER COLUMN searched_at SET NOT NULL;

UPDATE ${schema}.response_history SET executed_at = 'epoch' WHERE executed_at IS NULL;
ALTER TABLE ${schema}.response_history ALTER COLUMN executed_at SET NOT NULL;

UPDATE ${schema}.model_params SET is_active = FALSE WHERE is_active IS NULL;
UPDATE ${schema}.model_params SET created_at = 'epoch' WHERE created_at IS NULL;
UPDATE ${schema}.model_params SET updated_at = created_at WHERE updated_at IS NULL;
ALTER TABLE ${schema}.model_params
    ALTER COLUMN is_active SET NOT NULL,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at SET NOT NULL;

UPDATE ${schema}.deployment_logs SET status = 'pending' WHERE status IS NULL;
UPDATE ${schema}.deployment_logs SET started_at = 'epoch' WHERE started_at IS NULL;
ALTER TABLE ${schema}.deployment_logs
    ALTER COLUMN status SET NOT NULL,
    ALTER COLUMN started_at SET NOT NULL;

UPDATE ${schema}.system_config SET updated_at = 'epoch' WHERE updated_at IS NULL;
ALTER TABLE ${schema}.system_config ALTER COLUMN updated_at SET NOT NULL;
