-- The agreed data model as it was handed over: ten tables, their constraints, indexes, comments,
-- three views and the seven configuration rows, in a form that runs. Later versions mend it, so that a
-- database made by hand from the same document can join at this version and take the same road.
--
-- What differs from the document, and why:
--   * its section 6.1 uses the index name idx_images_defect a second time, where its script stops;
--     the second one is idx_images_product_defect here
--   * no CREATE DATABASE, no psql commands, no unused uuid-ossp; pg_trgm belongs to the whole database,
--     not to this schema, and is made by the start check before this file runs
--   * no sample products, pictures or accounts: a placeholder password hash is an open door
--   * every name is qualified: the files run in a schema of any name and leave no session state behind

-- 사용자 -------------------------------------------------------------------------------------------
CREATE TABLE ${schema}.users (
    user_id SERIAL PRIMARY KEY,
    username VARCHAR(50) UNIQUE NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    user_type VARCHAR(20) NOT NULL DEFAULT 'worker',
    full_name VARCHAR(100),
    is_active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    last_login_at TIMESTAMP,

    CONSTRAINT users_type_check CHECK (user_type IN ('admin', 'worker'))
);

CREATE INDEX idx_users_username ON ${schema}.users(username);
CREATE INDEX idx_users_type ON ${schema}.users(user_type);

COMMENT ON TABLE ${schema}.users IS '사용자 계정';
COMMENT ON COLUMN ${schema}.users.user_type IS 'admin: 관리자, worker: 작업자';

-- 제품 ---------------------------------------------------------------------------------------------
CREATE TABLE ${schema}.products (
    product_id SERIAL PRIMARY KEY,
    product_code VARCHAR(50) UNIQUE NOT NULL,
    product_name VARCHAR(100) NOT NULL,
    description TEXT,
    is_active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);

CREATE INDEX idx_products_code ON ${schema}.products(product_code);
CREATE INDEX idx_products_active ON ${schema}.products(is_active);

COMMENT ON TABLE ${schema}.products IS '제품 마스터';
COMMENT ON COLUMN ${schema}.products.product_code IS '제품 코드 (예: prod1, prod2)';

-- 매뉴얼 -------------------------------------------------------------------------------------------
CREATE TABLE ${schema}.manuals (
    manual_id SERIAL PRIMARY KEY,
    product_id INTEGER REFERENCES ${schema}.products(product_id) ON DELETE CASCADE,
    file_name VARCHAR(255) NOT NULL,
    file_path VARCHAR(500) NOT NULL,
    file_size BIGINT,
    vector_indexed BOOLEAN DEFAULT FALSE,
    indexed_at TIMESTAMP,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,

    UNIQUE(product_id, file_name)
);

CREATE INDEX idx_manuals_product ON ${schema}.manuals(product_id);
CREATE INDEX idx_manuals_indexed ON ${schema}.manuals(vector_indexed);

COMMENT ON TABLE ${schema}.manuals IS '제품별 대응 매뉴얼';
COMMENT ON COLUMN ${schema}.manuals.file_path IS 'OBS 또는 로컬 파일 경로';
COMMENT ON COLUMN ${schema}.manuals.vector_indexed IS 'RAG 벡터 DB 인덱싱 완료 여부';

-- 불량 유형 ----------------------------------------------------------------------------------------
CREATE TABLE ${schema}.defect_types (
    defect_type_id SERIAL PRIMARY KEY,
    product_id INTEGER REFERENCES ${schema}.products(product_id) ON DELETE CASCADE,
    defect_code VARCHAR(50) NOT NULL,
    defect_name_ko VARCHAR(100) NOT NULL,
    defect_name_en VARCHAR(100),
    full_name_ko VARCHAR(200),
    is_active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,

    UNIQUE(product_id, defect_code)
);

CREATE INDEX idx_defect_types_product ON ${schema}.defect_types(product_id);
CREATE INDEX idx_defect_types_code ON ${schema}.defect_types(defect_code);

COMMENT ON TABLE ${schema}.defect_types IS '제품별 불량 유형 (정상 포함)';
COMMENT ON COLUMN ${schema}.defect_types.defect_code IS '영문 코드 (normal, hole, burr, scratch)';
COMMENT ON COLUMN ${schema}.defect_types.defect_name_ko IS '한글 명칭 (정상, 기공, 버, 긁힘)';

-- 이미지 메타데이터 --------------------------------------------------------------------------------
CREATE TABLE ${schema}.images (
    image_id SERIAL PRIMARY KEY,
    product_id INTEGER REFERENCES ${schema}.products(product_id) ON DELETE CASCADE,
    image_type VARCHAR(20) NOT NULL,
    defect_type_id INTEGER REFERENCES ${schema}.defect_types(defect_type_id),
    file_name VARCHAR(255) NOT NULL,
    file_path VARCHAR(500) NOT NULL,
    file_size BIGINT,
    uploaded_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT image_type_check CHECK (image_type IN ('normal', 'defect', 'test'))
);

CREATE INDEX idx_images_product ON ${schema}.images(product_id);
CREATE INDEX idx_images_type ON ${schema}.images(image_type);
CREATE INDEX idx_images_defect ON ${schema}.images(defect_type_id);

COMMENT ON TABLE ${schema}.images IS '등록된 이미지 메타데이터';
COMMENT ON COLUMN ${schema}.images.image_type IS 'normal: 정상, defect: 불량, test: 검사용';
COMMENT ON COLUMN ${schema}.images.file_path IS 'OBS 또는 로컬 파일 경로';

-- 유사도 검색 이력 ---------------------------------------------------------------------------------
CREATE TABLE ${schema}.search_history (
    search_id SERIAL PRIMARY KEY,
    searched_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    uploaded_image_path VARCHAR(500) NOT NULL,
    product_code VARCHAR(50),
    defect_code VARCHAR(50),
    top_k_results JSONB NOT NULL,
    processing_time FLOAT,

    CONSTRAINT search_topk_check CHECK (jsonb_typeof(top_k_results) = 'array')
);

CREATE INDEX idx_search_history_date ON ${schema}.search_history(searched_at DESC);
CREATE INDEX idx_search_history_product ON ${schema}.search_history(product_code);
CREATE INDEX idx_search_history_defect ON ${schema}.search_history(defect_code);
CREATE INDEX idx_search_topk_gin ON ${schema}.search_history USING GIN (top_k_results);

COMMENT ON TABLE ${schema}.search_history IS '유사도 검색 실행 이력';
COMMENT ON COLUMN ${schema}.search_history.top_k_results IS 'TOP-K 결과 JSON 배열: [{"rank": 1, "image_path": "...", "similarity": 0.98}, ...]';

-- 대응 매뉴얼 생성 이력 ----------------------------------------------------------------------------
CREATE TABLE ${schema}.response_history (
    response_id SERIAL PRIMARY KEY,
    executed_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    search_id INTEGER REFERENCES ${schema}.search_history(search_id) ON DELETE SET NULL,

    -- 검출 결과
    product_code VARCHAR(50) NOT NULL,
    defect_code VARCHAR(50) NOT NULL,
    similarity_score FLOAT,
    anomaly_score FLOAT,
    confidence_score FLOAT,

    -- 이미지 경로
    test_image_path VARCHAR(500),
    reference_image_path VARCHAR(500),
    heatmap_path VARCHAR(500),
    overlay_path VARCHAR(500),

    -- LLM 생성 가이드
    guide_content TEXT,
    guide_generated_at TIMESTAMP,

    -- 피드백
    feedback_rating INTEGER,
    feedback_text TEXT,
    feedback_at TIMESTAMP,

    processing_time FLOAT,

    CONSTRAINT feedback_rating_check CHECK (feedback_rating BETWEEN 1 AND 5)
);

CREATE INDEX idx_response_history_date ON ${schema}.response_history(executed_at DESC);
CREATE INDEX idx_response_history_search ON ${schema}.response_history(search_id);
CREATE INDEX idx_response_history_product ON ${schema}.response_history(product_code);
CREATE INDEX idx_response_history_defect ON ${schema}.response_history(defect_code);
CREATE INDEX idx_response_history_rating ON ${schema}.response_history(feedback_rating);

COMMENT ON TABLE ${schema}.response_history IS '대응 매뉴얼 생성 및 피드백 이력';
COMMENT ON COLUMN ${schema}.response_history.search_id IS '연관된 유사도 검색 ID';
COMMENT ON COLUMN ${schema}.response_history.guide_content IS 'LLM이 생성한 대응 매뉴얼 전문';
COMMENT ON COLUMN ${schema}.response_history.feedback_rating IS '사용자 평가 (1~5점)';

-- 모델 파라미터 설정 -------------------------------------------------------------------------------
CREATE TABLE ${schema}.model_params (
    param_id SERIAL PRIMARY KEY,
    product_id INTEGER REFERENCES ${schema}.products(product_id) ON DELETE CASCADE,
    model_type VARCHAR(50) NOT NULL,
    params JSONB NOT NULL,
    is_active BOOLEAN DEFAULT TRUE,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT model_type_check CHECK (model_type IN ('clip', 'patchcore', 'llm', 'preprocessing'))
);

CREATE INDEX idx_model_params_product ON ${schema}.model_params(product_id);
CREATE INDEX idx_model_params_type ON ${schema}.model_params(model_type);
CREATE INDEX idx_model_params_active ON ${schema}.model_params(is_active);
CREATE INDEX idx_model_params_gin ON ${schema}.model_params USING GIN (params);

COMMENT ON TABLE ${schema}.model_params IS '제품별 모델 파라미터 설정';
COMMENT ON COLUMN ${schema}.model_params.model_type IS 'clip, patchcore, llm, preprocessing';
COMMENT ON COLUMN ${schema}.model_params.params IS '모델별 파라미터 JSON';

-- 배포 실행 이력 -----------------------------------------------------------------------------------
CREATE TABLE ${schema}.deployment_logs (
    deploy_id SERIAL PRIMARY KEY,
    deploy_type VARCHAR(50) NOT NULL,
    product_id INTEGER REFERENCES ${schema}.products(product_id),
    status VARCHAR(20) DEFAULT 'pending',
    started_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    completed_at TIMESTAMP,
    result_message TEXT,
    result_data JSONB,
    deployed_by INTEGER REFERENCES ${schema}.users(user_id),

    CONSTRAINT deploy_type_check CHECK (deploy_type IN ('clip_rebuild', 'patchcore_create', 'rag_index', 'full_deploy')),
    CONSTRAINT deploy_status_check CHECK (status IN ('pending', 'running', 'completed', 'failed'))
);

CREATE INDEX idx_deployment_logs_type ON ${schema}.deployment_logs(deploy_type);
CREATE INDEX idx_deployment_logs_product ON ${schema}.deployment_logs(product_id);
CREATE INDEX idx_deployment_logs_status ON ${schema}.deployment_logs(status);
CREATE INDEX idx_deployment_logs_started ON ${schema}.deployment_logs(started_at DESC);

COMMENT ON TABLE ${schema}.deployment_logs IS '서버 배포 실행 이력';
COMMENT ON COLUMN ${schema}.deployment_logs.deploy_type IS 'clip_rebuild: CLIP 재구축, patchcore_create: 메모리뱅크 생성, rag_index: RAG 인덱싱';
COMMENT ON COLUMN ${schema}.deployment_logs.result_data IS '배포 결과 상세 정보 JSON';

-- 전역 설정 ----------------------------------------------------------------------------------------
CREATE TABLE ${schema}.system_config (
    config_key VARCHAR(100) PRIMARY KEY,
    config_value JSONB NOT NULL,
    description TEXT,
    updated_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
    updated_by INTEGER REFERENCES ${schema}.users(user_id)
);

CREATE INDEX idx_system_config_updated ON ${schema}.system_config(updated_at DESC);

COMMENT ON TABLE ${schema}.system_config IS '시스템 전역 설정 (Key-Value)';

-- 초기 데이터
-- (the time is written in the zone from which V2 reads it back, whatever the session's own zone is)
INSERT INTO ${schema}.system_config (config_key, config_value, description, updated_at)
SELECT config_key, config_value::jsonb, description, CURRENT_TIMESTAMP AT TIME ZONE '${legacyTimeZone}'
FROM (VALUES
    ('default_top_k', '5', '기본 TOP-K 개수'),
    ('default_clip_model', '"ViT-B-32/openai"', '기본 CLIP 모델'),
    ('default_image_threshold', '0.85', '기본 이미지 임계값'),
    ('default_pixel_threshold', '0.90', '기본 픽셀 임계값'),
    ('llm_temperature', '0.7', 'LLM 샘플링 온도'),
    ('max_upload_size_mb', '50', '최대 업로드 크기 (MB)'),
    ('session_timeout_minutes', '60', '세션 타임아웃 (분)')
) AS initial (config_key, config_value, description);

-- 복합 인덱스, 부분 인덱스 -------------------------------------------------------------------------
CREATE INDEX idx_search_product_date ON ${schema}.search_history(product_code, searched_at DESC);
CREATE INDEX idx_response_product_date ON ${schema}.response_history(product_code, executed_at DESC);
CREATE INDEX idx_response_feedback ON ${schema}.response_history(feedback_rating) WHERE feedback_rating IS NOT NULL;

CREATE INDEX idx_images_normal ON ${schema}.images(product_id) WHERE image_type = 'normal';
CREATE INDEX idx_images_product_defect ON ${schema}.images(product_id, defect_type_id) WHERE image_type = 'defect';
CREATE INDEX idx_deployment_running ON ${schema}.deployment_logs(deploy_type, product_id) WHERE status = 'running';

-- 뷰 -----------------------------------------------------------------------------------------------
CREATE VIEW ${schema}.v_dashboard_stats AS
SELECT
    p.product_code,
    p.product_name,
    COUNT(DISTINCT CASE WHEN i.image_type = 'normal' THEN i.image_id END) AS normal_count,
    COUNT(DISTINCT CASE WHEN i.image_type = 'defect' THEN i.image_id END) AS defect_count,
    COUNT(DISTINCT dt.defect_type_id) - 1 AS defect_type_count,  -- 정상 제외
    COUNT(DISTINCT sh.search_id) AS total_search_count,
    COUNT(DISTINCT rh.response_id) AS total_response_count,
    COUNT(DISTINCT CASE WHEN rh.feedback_rating IS NOT NULL THEN rh.response_id END) AS feedback_count,
    ROUND(AVG(rh.feedback_rating)::numeric, 2) AS avg_rating
FROM ${schema}.products p
LEFT JOIN ${schema}.images i ON p.product_id = i.product_id
LEFT JOIN ${schema}.defect_types dt ON p.product_id = dt.product_id
LEFT JOIN ${schema}.search_history sh ON p.product_code = sh.product_code
LEFT JOIN ${schema}.response_history rh ON p.product_code = rh.product_code
WHERE p.is_active = TRUE
GROUP BY p.product_id, p.product_code, p.product_name;

COMMENT ON VIEW ${schema}.v_dashboard_stats IS '대시보드 제품별 통계';

CREATE VIEW ${schema}.v_recent_inspections AS
SELECT
    rh.response_id,
    rh.executed_at,
    rh.product_code,
    p.product_name,
    rh.defect_code,
    dt.defect_name_ko,
    rh.similarity_score,
    rh.anomaly_score,
    CASE
        WHEN rh.feedback_rating IS NOT NULL THEN '조치완료'
        ELSE '미조치'
    END AS status,
    rh.feedback_rating
FROM ${schema}.response_history rh
LEFT JOIN ${schema}.products p ON rh.product_code = p.product_code
LEFT JOIN ${schema}.defect_types dt ON rh.product_code = dt.product_id::text
    AND rh.defect_code = dt.defect_code
ORDER BY rh.executed_at DESC
LIMIT 50;

COMMENT ON VIEW ${schema}.v_recent_inspections IS '최근 검사 이력 (상위 50건)';

CREATE VIEW ${schema}.v_deployment_status AS
SELECT
    dl.deploy_type,
    p.product_code,
    p.product_name,
    dl.status,
    dl.started_at,
    dl.completed_at,
    EXTRACT(EPOCH FROM (COALESCE(dl.completed_at, NOW()) - dl.started_at)) AS duration_seconds,
    dl.result_message
FROM ${schema}.deployment_logs dl
LEFT JOIN ${schema}.products p ON dl.product_id = p.product_id
WHERE dl.deploy_id IN (
    SELECT MAX(deploy_id)
    FROM ${schema}.deployment_logs
    GROUP BY deploy_type, product_id
)
ORDER BY dl.started_at DESC;

COMMENT ON VIEW ${schema}.v_deployment_status IS '제품별 최신 배포 상태';
