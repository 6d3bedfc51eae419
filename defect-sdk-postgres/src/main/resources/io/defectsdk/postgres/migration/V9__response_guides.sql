-- Response guides: indexes of manuals, what a guide is made of, and all that was said of it.

-- All tables that are altered or referred to, before anything is done, as in V7.
LOCK TABLE ${schema}.users, ${schema}.products, ${schema}.artifacts, ${schema}.deployment_logs, ${schema}.manuals,
    ${schema}.response_history, ${schema}.picture_embeddings
    IN ACCESS EXCLUSIVE MODE;

-- 매뉴얼 인덱스 ------------------------------------------------------------------------------------
CREATE TABLE ${schema}.manual_indexes (
    index_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES ${schema}.products(product_id) ON DELETE RESTRICT,
    version integer NOT NULL,
    artifact_sha256 bytea NOT NULL REFERENCES ${schema}.artifacts(artifact_sha256) ON DELETE RESTRICT,
    summary jsonb NOT NULL,
    is_active boolean NOT NULL,
    deploy_id bigint NOT NULL REFERENCES ${schema}.deployment_logs(deploy_id) ON DELETE RESTRICT,
    created_at timestamptz NOT NULL,

    CONSTRAINT manual_indexes_version_check CHECK (version >= 1),
    CONSTRAINT manual_indexes_product_version UNIQUE (product_id, version)
);

CREATE UNIQUE INDEX manual_indexes_one_active ON ${schema}.manual_indexes (product_id) WHERE is_active;

COMMENT ON TABLE ${schema}.manual_indexes IS '제품별 매뉴얼 인덱스 버전 (변경되지 않음)';
COMMENT ON COLUMN ${schema}.manual_indexes.is_active IS '현재 대응 매뉴얼 생성에 쓰이는 버전, 제품마다 하나';
COMMENT ON COLUMN ${schema}.manual_indexes.summary IS '매뉴얼별 페이지와 문단의 수, 읽지 못한 페이지와 까닭, 인코더';

-- 대응 매뉴얼: 어떻게 만들었고 무엇에 근거하는지 ----------------------------------------------------------
-- rows from before have none of this
ALTER TABLE ${schema}.response_history
    ADD COLUMN language varchar(10),
    ADD COLUMN method varchar(20),
    ADD COLUMN content jsonb,
    ADD COLUMN manual_index_id bigint REFERENCES ${schema}.manual_indexes(index_id) ON DELETE RESTRICT,
    ADD COLUMN words varchar(500),
    ADD COLUMN model_name varchar(300),
    ADD COLUMN prompt_version varchar(50),
    ADD COLUMN prompt_tokens integer,
    ADD COLUMN answer_tokens integer,
    ADD COLUMN model_time double precision,
    ADD COLUMN dropped integer,
    ADD COLUMN fallback text,
    ADD COLUMN retrieval_time double precision,
    ADD COLUMN actor_id bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN actor_name varchar(100),
    ADD COLUMN actor_role varchar(20),
    ADD COLUMN actor_vouched boolean,
    ADD COLUMN feedback_role varchar(20),
    ADD CONSTRAINT response_history_language_check CHECK (language IN ('korean', 'english')),
    ADD CONSTRAINT response_history_method_check CHECK (method IN ('extractive', 'chosen', 'rephrased')),
    ADD CONSTRAINT response_history_content_check CHECK (jsonb_typeof(content) = 'array'),
    ADD CONSTRAINT response_history_model_check CHECK ((model_name IS NULL) = (prompt_version IS NULL)
        AND (model_name IS NULL) = (model_time IS NULL) AND (model_name IS NULL) = (dropped IS NULL)),
    ADD CONSTRAINT response_history_actor_role_check CHECK (actor_role IN ('admin', 'worker')),
    ADD CONSTRAINT response_history_actor_whole_check CHECK ((actor_name IS NULL) = (actor_role IS NULL)
        AND (actor_name IS NULL) = (actor_vouched IS NULL)),
    ADD CONSTRAINT response_history_feedback_role_check CHECK (feedback_role IN ('admin', 'worker'));

-- what engineers look at first
CREATE INDEX response_history_rated ON ${schema}.response_history (product_code, feedback_at DESC)
    WHERE feedback_rating IS NOT NULL;

COMMENT ON COLUMN ${schema}.response_history.guide_content IS '대응 매뉴얼 전문, 근거 목록 포함';
COMMENT ON COLUMN ${schema}.response_history.content IS '구역별 문장과 근거: [{"section": .., "sentences": [{"text": .., "citations": [..]}]}]';
COMMENT ON COLUMN ${schema}.response_history.method IS 'extractive: 규칙으로 발췌, chosen: 언어 모델이 문장을 고름, rephrased: 언어 모델이 쓰고 근거로 확인함';
COMMENT ON COLUMN ${schema}.response_history.words IS '작업자가 본 것';
COMMENT ON COLUMN ${schema}.response_history.dropped IS '언어 모델의 답에서 근거가 없어 버린 문장의 수';
COMMENT ON COLUMN ${schema}.response_history.fallback IS '언어 모델에 물었으나 발췌로 대신한 까닭';
COMMENT ON COLUMN ${schema}.response_history.model_time IS '초';
COMMENT ON COLUMN ${schema}.response_history.retrieval_time IS '초';
COMMENT ON COLUMN ${schema}.response_history.confidence_score IS '매뉴얼이 답하는 정도 (0~1)';

-- 평가 이력: 마지막 평가는 response_history에도 있음 ---------------------------------------------------------
CREATE TABLE ${schema}.guide_ratings (
    rating_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    response_id bigint NOT NULL REFERENCES ${schema}.response_history(response_id) ON DELETE CASCADE,
    stars integer NOT NULL,
    comment varchar(2000),
    actor_id bigint REFERENCES ${schema}.users(user_id),
    actor_name varchar(100) NOT NULL,
    actor_role varchar(20) NOT NULL,
    rated_at timestamptz NOT NULL,

    CONSTRAINT guide_ratings_stars_check CHECK (stars BETWEEN 1 AND 5),
    CONSTRAINT guide_ratings_actor_role_check CHECK (actor_role IN ('admin', 'worker'))
);

CREATE INDEX guide_ratings_response ON ${schema}.guide_ratings (response_id, rating_id DESC);

COMMENT ON TABLE ${schema}.guide_ratings IS '대응 매뉴얼 평가의 이력 (변경되지 않음)';

COMMENT ON COLUMN ${schema}.picture_embeddings.derived_by IS '사진 전체의 행에만: 이상 맵에서 영역을 얻는 방법(레시피, 표시된 영역)의 해시, 쓰지 않았으면 NULL';
