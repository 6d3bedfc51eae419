-- What the old model had no place for: versions of what judges a picture, each single inspection, and who did what.

-- 아티팩트: 레시피의 내용 (메모리뱅크 등) -----------------------------------------------------------
-- Addressed by content, so that one database backup holds everything and every process of a plant finds it.
CREATE TABLE ${schema}.artifacts (
    artifact_sha256 bytea PRIMARY KEY,
    kind varchar(50) NOT NULL,
    byte_size bigint NOT NULL,
    created_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT artifacts_sha256_check CHECK (octet_length(artifact_sha256) = 32),
    CONSTRAINT artifacts_byte_size_check CHECK (byte_size >= 0)
);

CREATE TABLE ${schema}.artifact_chunks (
    artifact_sha256 bytea NOT NULL REFERENCES ${schema}.artifacts(artifact_sha256) ON DELETE CASCADE,
    chunk_number integer NOT NULL,
    content bytea NOT NULL,

    PRIMARY KEY (artifact_sha256, chunk_number)
);
-- vectors are dense already: trying to compress them takes time and gains nothing
ALTER TABLE ${schema}.artifact_chunks ALTER COLUMN content SET STORAGE EXTERNAL;

COMMENT ON TABLE ${schema}.artifacts IS '레시피 등의 내용, SHA-256으로 식별';
COMMENT ON TABLE ${schema}.artifact_chunks IS '아티팩트의 내용 조각, 순서대로';

-- 레시피: 사진을 판정으로 바꾸는 모든 것 ------------------------------------------------------------
CREATE TABLE ${schema}.recipes (
    recipe_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES ${schema}.products(product_id) ON DELETE RESTRICT,
    version integer NOT NULL,
    artifact_sha256 bytea NOT NULL REFERENCES ${schema}.artifacts(artifact_sha256) ON DELETE RESTRICT,
    summary jsonb NOT NULL,
    is_active boolean NOT NULL,
    deploy_id bigint NOT NULL REFERENCES ${schema}.deployment_logs(deploy_id) ON DELETE RESTRICT,
    created_at timestamptz NOT NULL,

    CONSTRAINT recipes_version_check CHECK (version >= 1),
    CONSTRAINT recipes_product_version UNIQUE (product_id, version),
    -- so that an inspection can name recipe and product together, and never a recipe of another product
    CONSTRAINT recipes_of_product UNIQUE (recipe_id, product_id)
);

CREATE UNIQUE INDEX recipes_one_active ON ${schema}.recipes (product_id) WHERE is_active;

COMMENT ON TABLE ${schema}.recipes IS '제품별 레시피 버전 (변경되지 않음)';
COMMENT ON COLUMN ${schema}.recipes.is_active IS '현재 판정에 쓰이는 버전, 제품마다 하나';
COMMENT ON COLUMN ${schema}.recipes.summary IS '백본, 레이어, 메모리뱅크 크기, 임계값 산출 근거';

-- 검사 이력 ----------------------------------------------------------------------------------------
CREATE TABLE ${schema}.inspections (
    -- made by the process that inspects, ordered by time (UUID version 7): an inspection has its id while the
    -- database is away, recording it twice changes nothing, and the newest rows are the last of this index
    inspection_id uuid PRIMARY KEY,
    inspected_at timestamptz NOT NULL,
    -- later than inspected_at where a record was written afterwards
    recorded_at timestamptz NOT NULL DEFAULT CURRENT_TIMESTAMP,
    product_id bigint NOT NULL,
    recipe_id bigint NOT NULL,
    recipe_sha256 bytea NOT NULL,
    backbone_sha256 bytea NOT NULL,
    library_version varchar(50) NOT NULL,

    -- 사진
    picture_name text,
    picture_sha256 bytea NOT NULL,
    picture_width integer NOT NULL,
    picture_height integer NOT NULL,
    picture_key varchar(500),
    part_id varchar(100),

    -- 판정
    anomaly_score double precision NOT NULL,
    review_threshold double precision NOT NULL,
    ng_threshold double precision NOT NULL,
    verdict varchar(10) NOT NULL,
    regions jsonb NOT NULL,

    -- 소요 시간 (마이크로초)
    decode_micros bigint NOT NULL,
    features_micros bigint NOT NULL,
    search_micros bigint NOT NULL,
    map_micros bigint NOT NULL,

    -- 요청자
    actor_id bigint REFERENCES ${schema}.users(user_id),
    actor_name varchar(100),
    actor_role varchar(20),
    actor_vouched boolean,

    CONSTRAINT inspections_recipe_fkey
        FOREIGN KEY (recipe_id, product_id) REFERENCES ${schema}.recipes(recipe_id, product_id) ON DELETE RESTRICT,
    CONSTRAINT inspections_hashes_check CHECK (octet_length(recipe_sha256) = 32
        AND octet_length(backbone_sha256) = 32 AND octet_length(picture_sha256) = 32),
    CONSTRAINT inspections_verdict_check CHECK (verdict IN ('OK', 'REVIEW', 'NG')),
    CONSTRAINT inspections_regions_check CHECK (jsonb_typeof(regions) = 'array'),
    CONSTRAINT inspections_actor_role_check CHECK (actor_role IN ('admin', 'worker')),
    CONSTRAINT inspections_actor_whole_check CHECK ((actor_name IS NULL) = (actor_role IS NULL)
        AND (actor_name IS NULL) = (actor_vouched IS NULL))
);

CREATE INDEX inspections_product_recent ON ${schema}.inspections (product_id, inspected_at DESC, inspection_id DESC);

COMMENT ON TABLE ${schema}.inspections IS '검사 이력: 사진, 레시피, 점수, 판정';
COMMENT ON COLUMN ${schema}.inspections.anomaly_score IS '원점수 (0 이상, 상한 없음), review_threshold 초과: REVIEW, ng_threshold 초과: NG';
COMMENT ON COLUMN ${schema}.inspections.picture_key IS '사진 저장소의 키, 보관하지 않으면 NULL';
COMMENT ON COLUMN ${schema}.inspections.part_id IS '호스트가 준 부품 번호 (시리얼, 로트)';

-- a search or a guide may belong to an inspection; rows from before belong to none
ALTER TABLE ${schema}.search_history
    ADD COLUMN inspection_id uuid REFERENCES ${schema}.inspections(inspection_id);
ALTER TABLE ${schema}.response_history
    ADD COLUMN inspection_id uuid REFERENCES ${schema}.inspections(inspection_id);
CREATE INDEX search_history_inspection ON ${schema}.search_history (inspection_id)
    WHERE inspection_id IS NOT NULL;
CREATE INDEX response_history_inspection ON ${schema}.response_history (inspection_id, executed_at DESC)
    WHERE inspection_id IS NOT NULL;
-- few rows, but without it the list of recent inspections would search all guides for them
CREATE INDEX response_history_without_inspection ON ${schema}.response_history (executed_at DESC)
    WHERE inspection_id IS NULL;

-- 감사 로그 ----------------------------------------------------------------------------------------
CREATE TABLE ${schema}.audit_log (
    audit_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    occurred_at timestamptz NOT NULL,
    actor_id bigint REFERENCES ${schema}.users(user_id),
    actor_name varchar(100) NOT NULL,
    actor_role varchar(20) NOT NULL,
    actor_vouched boolean NOT NULL,
    action varchar(50) NOT NULL,
    subject varchar(200) NOT NULL,
    detail text NOT NULL,

    CONSTRAINT audit_actor_role_check CHECK (actor_role IN ('admin', 'worker'))
);

COMMENT ON TABLE ${schema}.audit_log IS '누가 언제 무엇을 했는지, 추가만 하고 고치거나 지우지 않음';
COMMENT ON COLUMN ${schema}.audit_log.actor_vouched IS '호스트가 신원을 보증한 사람이면 TRUE, 우리 계정으로 로그인했으면 FALSE';
