-- What engineers keep: accounts that can log in, pictures and manuals with their files, settings with versions and a scale.

-- All tables that are altered, before anything is done: who must wait for somebody's transaction waits here, with nothing
-- to undo, and nobody else waits for a lock that comes only after an hour of building indexes.
LOCK TABLE ${schema}.users, ${schema}.products, ${schema}.defect_types, ${schema}.images, ${schema}.manuals,
    ${schema}.artifacts, ${schema}.recipes, ${schema}.audit_log, ${schema}.model_params, ${schema}.system_config
    IN ACCESS EXCLUSIVE MODE;

-- 계정: 로그인 실패, 잠금, 세션 ---------------------------------------------------------------------
ALTER TABLE ${schema}.users
    ADD COLUMN failed_logins integer NOT NULL DEFAULT 0,
    ADD COLUMN locked_at timestamptz,
    ADD CONSTRAINT users_failed_logins_check CHECK (failed_logins >= 0);
COMMENT ON COLUMN ${schema}.users.password_hash IS 'bcrypt 해시, 그 형식이 아니면 비밀번호가 아직 없음';
COMMENT ON COLUMN ${schema}.users.locked_at IS '연속 로그인 실패로 잠긴 시각';

CREATE TABLE ${schema}.sessions (
    -- who reads this table must not be able to use a session
    token_sha256 bytea PRIMARY KEY,
    user_id bigint NOT NULL REFERENCES ${schema}.users(user_id) ON DELETE CASCADE,
    created_at timestamptz NOT NULL,
    last_used_at timestamptz NOT NULL,

    CONSTRAINT sessions_token_check CHECK (octet_length(token_sha256) = 32)
);
CREATE INDEX sessions_user ON ${schema}.sessions (user_id);
CREATE INDEX sessions_last_used ON ${schema}.sessions (last_used_at);
COMMENT ON TABLE ${schema}.sessions IS '로그인 세션 (토큰은 해시로만 저장)';

-- 불량 유형, 이름 검색 -----------------------------------------------------------------------------
ALTER TABLE ${schema}.defect_types
    ADD COLUMN updated_at timestamptz,
    ADD COLUMN created_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN created_by_name varchar(100);
UPDATE ${schema}.defect_types SET updated_at = created_at;
ALTER TABLE ${schema}.defect_types
    ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN updated_at SET NOT NULL;

-- File names of macOS come in pieces of letters (NFD): what is compared is put together first. Products, types and manuals
-- are few and are read whole; pictures are not.
CREATE INDEX images_file_name_trgm ON ${schema}.images
    USING GIN (lower(normalize(file_name, NFC)) ${trigrams}.gin_trgm_ops);

-- 사진: 내용, 크기, 영역 ---------------------------------------------------------------------------
-- pictures are read by page, in the order of keys; the index that this one takes the place of knows no order
CREATE INDEX images_product ON ${schema}.images (product_id, image_id);
DROP INDEX IF EXISTS ${schema}.idx_images_product;
ALTER TABLE ${schema}.images
    ADD COLUMN width integer,
    ADD COLUMN height integer,
    ADD COLUMN is_active boolean NOT NULL DEFAULT TRUE,
    ADD CONSTRAINT images_content_whole_check CHECK (content_sha256 IS NULL
        OR (file_size IS NOT NULL AND width IS NOT NULL AND width >= 1 AND height IS NOT NULL AND height >= 1));
COMMENT ON COLUMN ${schema}.images.file_path IS '저장소의 키, content_sha256이 없는 옛 행은 이전 시스템의 경로';
COMMENT ON COLUMN ${schema}.images.is_active IS 'FALSE: 더 이상 쓰지 않음 (삭제하지 않음)';

CREATE TABLE ${schema}.image_regions (
    region_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    image_id bigint NOT NULL REFERENCES ${schema}.images(image_id) ON DELETE CASCADE,
    defect_type_id bigint NOT NULL REFERENCES ${schema}.defect_types(defect_type_id) ON DELETE RESTRICT,
    shape jsonb NOT NULL,

    CONSTRAINT image_regions_shape_check CHECK (jsonb_typeof(shape) = 'object')
);
CREATE INDEX image_regions_image ON ${schema}.image_regions (image_id, region_id);
CREATE INDEX image_regions_defect_type ON ${schema}.image_regions (defect_type_id);
COMMENT ON TABLE ${schema}.image_regions IS '사진에 표시한 불량 영역';
COMMENT ON COLUMN ${schema}.image_regions.shape IS '{"box": [x, y, width, height]}, {"polygon": [[x, y], ...]} 또는 {"mask": {"width": .., "height": .., "runs": [..]}}';

-- 매뉴얼 -------------------------------------------------------------------------------------------
ALTER TABLE ${schema}.manuals
    ADD COLUMN content_sha256 bytea,
    ADD COLUMN revision integer NOT NULL DEFAULT 1,
    ADD COLUMN is_active boolean NOT NULL DEFAULT TRUE,
    ADD COLUMN updated_at timestamptz,
    ADD CONSTRAINT manuals_content_check CHECK (content_sha256 IS NULL
        OR (octet_length(content_sha256) = 32 AND file_size IS NOT NULL));
UPDATE ${schema}.manuals SET updated_at = created_at;
ALTER TABLE ${schema}.manuals
    ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN updated_at SET NOT NULL;

-- 파일: 저장 중인 것, 데이터베이스에 저장한 것 -----------------------------------------------------------
-- A file is noted here before it is stored, and struck off in the transaction that adds its row: what a process that died
-- left behind is found and removed.
CREATE TABLE ${schema}.uploads (
    storage_key varchar(500) PRIMARY KEY,
    begun_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    given_up boolean NOT NULL DEFAULT FALSE
);
-- few rows: a file's is gone once it is stored
COMMENT ON TABLE ${schema}.uploads IS '저장을 시작했으나 아직 등록되지 않은 파일';

CREATE TABLE ${schema}.objects (
    storage_key varchar(500) PRIMARY KEY,
    content_sha256 bytea NOT NULL,
    byte_size bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT objects_sha256_check CHECK (octet_length(content_sha256) = 32)
);
CREATE TABLE ${schema}.object_chunks (
    storage_key varchar(500) NOT NULL REFERENCES ${schema}.objects(storage_key) ON DELETE CASCADE,
    chunk_number integer NOT NULL,
    content bytea NOT NULL,

    PRIMARY KEY (storage_key, chunk_number)
);
-- pictures and manuals are dense already
ALTER TABLE ${schema}.object_chunks ALTER COLUMN content SET STORAGE EXTERNAL;
COMMENT ON TABLE ${schema}.objects IS '데이터베이스에 저장한 파일 (사진, 매뉴얼)';
COMMENT ON TABLE ${schema}.object_chunks IS '파일의 내용 조각, 순서대로';

-- Files may lie outside the database, in a storage that has an id. Which database says so is written beside it: a copy of the
-- row lies in each copy of the database, and a copy must not delete the original's files.
CREATE TABLE ${schema}.storage_claim (
    is_only boolean PRIMARY KEY DEFAULT TRUE,
    storage_id uuid NOT NULL,
    is_marked boolean NOT NULL DEFAULT FALSE,
    system_identifier text,
    database_oid oid NOT NULL,
    table_oid oid NOT NULL,
    claimed_at timestamptz NOT NULL DEFAULT clock_timestamp(),

    CONSTRAINT storage_claim_is_only_check CHECK (is_only)
);
COMMENT ON TABLE ${schema}.storage_claim IS '데이터베이스 밖의 파일 저장소와 그것을 소유한 데이터베이스';

-- a recipe's content may lie outside the database
ALTER TABLE ${schema}.artifacts ADD COLUMN storage_key varchar(500);
COMMENT ON COLUMN ${schema}.artifacts.storage_key IS '데이터베이스 밖의 저장소에 있으면 그 키';

-- 설정, 모델 파라미터 ------------------------------------------------------------------------------
-- Thresholds were on no defined scale: what somebody wrote is kept as it is and marked, and takes effect when it is set
-- anew. Where nobody wrote anything, because V1 brought the numbers, they start on the calibrated scale.
ALTER TABLE ${schema}.system_config ADD COLUMN unscaled boolean NOT NULL DEFAULT FALSE;
UPDATE ${schema}.system_config SET unscaled = TRUE
WHERE config_key IN ('default_image_threshold', 'default_pixel_threshold')
  AND (${adopted} OR (config_key, config_value) NOT IN (VALUES
      ('default_image_threshold', '0.85'::jsonb), ('default_pixel_threshold', '0.90'::jsonb)));
UPDATE ${schema}.system_config SET config_value = '1.0'
WHERE config_key = 'default_image_threshold' AND NOT unscaled;
COMMENT ON COLUMN ${schema}.system_config.unscaled IS 'TRUE: 보정된 척도 이전의 임계값, 다시 설정할 때까지 적용하지 않음';

ALTER TABLE ${schema}.model_params
    ADD COLUMN version integer,
    ADD COLUMN unscaled boolean NOT NULL DEFAULT FALSE,
    ADD COLUMN created_by bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN created_by_name varchar(100);
UPDATE ${schema}.model_params SET version = numbered.version
FROM (
    SELECT param_id,
           ROW_NUMBER() OVER (PARTITION BY product_id, model_type ORDER BY updated_at, param_id) AS version
    FROM ${schema}.model_params
) numbered
WHERE numbered.param_id = model_params.param_id;
UPDATE ${schema}.model_params SET unscaled = TRUE
WHERE model_type = 'patchcore' AND params ?| ARRAY['image_threshold', 'pixel_threshold'];
ALTER TABLE ${schema}.model_params
    ALTER COLUMN version SET NOT NULL,
    ADD CONSTRAINT model_params_version_check CHECK (version >= 1);
CREATE UNIQUE INDEX model_params_versions ON ${schema}.model_params (COALESCE(product_id, 0), model_type, version);
COMMENT ON COLUMN ${schema}.model_params.product_id IS 'NULL: 모든 제품의 기본값';

-- 감사 로그: 어떤 값이 어떻게 바뀌었는지 ---------------------------------------------------------------
ALTER TABLE ${schema}.audit_log ADD COLUMN changes jsonb;
-- The log is read by page, newest first, and is never emptied. The order is one that these indexes alone have: by the primary
-- key the server would go through the whole log for what somebody did long ago.
CREATE INDEX audit_log_subject ON ${schema}.audit_log (subject, (-audit_id));
CREATE INDEX audit_log_action ON ${schema}.audit_log (action, (-audit_id));
CREATE INDEX audit_log_actor ON ${schema}.audit_log (actor_name, (-audit_id));
-- clocks jump, keys do not: a time's entries are found here, without their rows, and put in the order of keys
CREATE INDEX audit_log_occurred ON ${schema}.audit_log (occurred_at, audit_id);
COMMENT ON COLUMN ${schema}.audit_log.changes IS '[{"field": .., "before": .., "after": ..}, ...]';

-- recipes of before: preprocessing and thresholds were not part of a recipe
UPDATE ${schema}.recipes SET summary = summary || '{
    "preprocessing": {"grayscale": false, "contrast": false, "histogram": false},
    "image_threshold": 1.0, "pixel_threshold": 0.9}'::jsonb
WHERE NOT summary ? 'preprocessing';

-- retired pictures and types count no more
CREATE OR REPLACE VIEW ${schema}.v_dashboard_stats AS
SELECT
    p.product_code,
    p.product_name,
    i.normal_count,
    i.defect_count,
    dt.defect_type_count,
    sh.total_search_count,
    rh.total_response_count,
    rh.feedback_count,
    rh.avg_rating
FROM ${schema}.products p
CROSS JOIN LATERAL (
    SELECT
        COUNT(*) FILTER (WHERE image_type = 'normal') AS normal_count,
        COUNT(*) FILTER (WHERE image_type = 'defect') AS defect_count
    FROM ${schema}.images
    WHERE product_id = p.product_id AND is_active
) i
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS defect_type_count
    FROM ${schema}.defect_types
    WHERE product_id = p.product_id AND defect_code <> 'normal' AND is_active  -- 정상 제외
) dt
CROSS JOIN LATERAL (
    SELECT COUNT(*) AS total_search_count
    FROM ${schema}.search_history
    WHERE product_code = p.product_code
) sh
CROSS JOIN LATERAL (
    SELECT
        COUNT(*) AS total_response_count,
        COUNT(feedback_rating) AS feedback_count,
        ROUND(AVG(feedback_rating), 2) AS avg_rating
    FROM ${schema}.response_history
    WHERE product_code = p.product_code
) rh
WHERE p.is_active;
