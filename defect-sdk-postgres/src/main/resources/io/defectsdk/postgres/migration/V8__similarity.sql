-- Searching for similar pictures of known defects: embeddings, versions of what makes them, and a history that says how.

-- All tables that are altered or referred to, before anything is done, as in V7.
LOCK TABLE ${schema}.users, ${schema}.products, ${schema}.images, ${schema}.image_regions, ${schema}.artifacts,
    ${schema}.deployment_logs, ${schema}.search_history
    IN ACCESS EXCLUSIVE MODE;

-- 유사도 인덱스: 사진을 임베딩으로 바꾸는 모든 것 --------------------------------------------------------
CREATE TABLE ${schema}.similarity_indexes (
    index_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    product_id bigint NOT NULL REFERENCES ${schema}.products(product_id) ON DELETE RESTRICT,
    version integer NOT NULL,
    artifact_sha256 bytea NOT NULL REFERENCES ${schema}.artifacts(artifact_sha256) ON DELETE RESTRICT,
    space_sha256 bytea NOT NULL,
    summary jsonb NOT NULL,
    is_active boolean NOT NULL,
    deploy_id bigint NOT NULL REFERENCES ${schema}.deployment_logs(deploy_id) ON DELETE RESTRICT,
    created_at timestamptz NOT NULL,

    CONSTRAINT similarity_indexes_version_check CHECK (version >= 1),
    CONSTRAINT similarity_indexes_space_check CHECK (octet_length(space_sha256) = 32),
    CONSTRAINT similarity_indexes_product_version UNIQUE (product_id, version)
);

CREATE UNIQUE INDEX similarity_indexes_one_active ON ${schema}.similarity_indexes (product_id) WHERE is_active;

COMMENT ON TABLE ${schema}.similarity_indexes IS '제품별 유사도 인덱스 버전 (변경되지 않음)';
COMMENT ON COLUMN ${schema}.similarity_indexes.is_active IS '현재 검색에 쓰이는 버전, 제품마다 하나';
COMMENT ON COLUMN ${schema}.similarity_indexes.space_sha256 IS '사진을 임베딩으로 바꾸는 방법의 해시, 같은 공간의 임베딩끼리만 비교할 수 있음';
COMMENT ON COLUMN ${schema}.similarity_indexes.summary IS '인코더, 차원, 사진과 영역의 수, 투표 보정';

-- 임베딩 -------------------------------------------------------------------------------------------
-- the same index as before, which now lets a row name picture and product together
ALTER TABLE ${schema}.images
    ADD CONSTRAINT images_of_product UNIQUE (product_id, image_id);
DROP INDEX ${schema}.images_product;

-- A row is never changed: what takes its place has a new key. What was embedded of a picture or a drawn region goes with it.
CREATE TABLE ${schema}.picture_embeddings (
    embedding_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    -- the picture's own, for the index by which a gallery is read
    product_id bigint NOT NULL,
    image_id bigint NOT NULL,
    space_sha256 bytea NOT NULL,
    source varchar(10) NOT NULL,
    region_id bigint REFERENCES ${schema}.image_regions(region_id) ON DELETE CASCADE,
    box_x integer,
    box_y integer,
    box_width integer,
    box_height integer,
    derived_by bytea,
    created_at timestamptz NOT NULL,
    embedding bytea NOT NULL,

    CONSTRAINT picture_embeddings_image_fkey FOREIGN KEY (product_id, image_id)
        REFERENCES ${schema}.images(product_id, image_id) ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT picture_embeddings_hashes_check CHECK (octet_length(space_sha256) = 32 AND octet_length(derived_by) = 32),
    CONSTRAINT picture_embeddings_source_check CHECK (source IN ('whole', 'drawn', 'derived')),
    CONSTRAINT picture_embeddings_region_check CHECK ((source = 'drawn') = (region_id IS NOT NULL)),
    CONSTRAINT picture_embeddings_box_check CHECK (CASE
        WHEN source = 'whole' THEN num_nulls(box_x, box_y, box_width, box_height) = 4
        ELSE num_nulls(box_x, box_y, box_width, box_height) = 0 AND box_width >= 1 AND box_height >= 1
    END),
    CONSTRAINT picture_embeddings_derived_by_check CHECK (derived_by IS NULL OR source = 'whole'),
    -- 1 to 65,536 dimensions of 4 bytes
    CONSTRAINT picture_embeddings_length_check CHECK (octet_length(embedding) BETWEEN 4 AND 262144
        AND octet_length(embedding) % 4 = 0)
);
-- vectors are dense already: trying to compress them takes time and gains nothing
ALTER TABLE ${schema}.picture_embeddings ALTER COLUMN embedding SET STORAGE EXTERNAL;

CREATE INDEX picture_embeddings_gallery ON ${schema}.picture_embeddings (product_id, space_sha256, embedding_id);
CREATE INDEX picture_embeddings_image ON ${schema}.picture_embeddings (image_id);
CREATE UNIQUE INDEX picture_embeddings_one_whole ON ${schema}.picture_embeddings (image_id, space_sha256)
    WHERE source = 'whole';
-- a drawn region that goes finds its embeddings here
CREATE INDEX picture_embeddings_region ON ${schema}.picture_embeddings (region_id) WHERE region_id IS NOT NULL;

COMMENT ON TABLE ${schema}.picture_embeddings IS '등록된 불량 사진과 그 영역의 임베딩';
COMMENT ON COLUMN ${schema}.picture_embeddings.source IS 'whole: 사진 전체, drawn: 사람이 표시한 영역, derived: 이상 맵에서 얻은 영역';
COMMENT ON COLUMN ${schema}.picture_embeddings.derived_by IS '사진 전체의 행에만: 이상 맵에서 영역을 얻는 데 쓴 레시피의 해시, 쓰지 않았으면 NULL';
COMMENT ON COLUMN ${schema}.picture_embeddings.embedding IS 'float32 배열, 리틀 엔디언';

-- 검색 이력: 어떻게 찾았고 무엇이라 답했는지 -------------------------------------------------------------
-- rows from before have none of this
ALTER TABLE ${schema}.search_history
    ADD COLUMN mode varchar(20),
    ADD COLUMN index_id bigint REFERENCES ${schema}.similarity_indexes(index_id) ON DELETE RESTRICT,
    ADD COLUMN encoder_sha256 bytea,
    ADD COLUMN filters jsonb,
    ADD COLUMN vote jsonb,
    ADD COLUMN actor_id bigint REFERENCES ${schema}.users(user_id),
    ADD COLUMN actor_name varchar(100),
    ADD COLUMN actor_role varchar(20),
    ADD COLUMN actor_vouched boolean,
    ADD CONSTRAINT search_history_mode_check CHECK (mode IN ('picture', 'region', 'words')),
    ADD CONSTRAINT search_history_encoder_check CHECK (octet_length(encoder_sha256) = 32),
    ADD CONSTRAINT search_history_filters_check CHECK (jsonb_typeof(filters) = 'object'),
    ADD CONSTRAINT search_history_vote_check CHECK (jsonb_typeof(vote) = 'object'),
    ADD CONSTRAINT search_history_actor_role_check CHECK (actor_role IN ('admin', 'worker')),
    ADD CONSTRAINT search_history_actor_whole_check CHECK ((actor_name IS NULL) = (actor_role IS NULL)
        AND (actor_name IS NULL) = (actor_vouched IS NULL));

COMMENT ON COLUMN ${schema}.search_history.mode IS 'picture: 사진 전체, region: 불량 영역, words: 문장';
COMMENT ON COLUMN ${schema}.search_history.defect_code IS '투표가 답한 불량 유형, 답하지 않았으면 NULL';
COMMENT ON COLUMN ${schema}.search_history.processing_time IS '초';
COMMENT ON COLUMN ${schema}.search_history.filters IS '검색 조건 JSON 객체';
COMMENT ON COLUMN ${schema}.search_history.vote IS '투표 결과: {"outcome": .., "defect_code": .., "confidence": .., "shares": [{"defect_code": .., "share": ..}, ...]}';
