package io.defectsdk.postgres.internal.store;

import io.defectsdk.spi.Stores;
import io.defectsdk.testing.contract.AccountStoreContract;
import io.defectsdk.testing.contract.AdminContract;
import io.defectsdk.testing.contract.ArtifactStoreContract;
import io.defectsdk.testing.contract.AuditStoreContract;
import io.defectsdk.testing.contract.DeploymentStoreContract;
import io.defectsdk.testing.contract.EmbeddingStoreContract;
import io.defectsdk.testing.contract.InspectionStoreContract;
import io.defectsdk.testing.contract.ObjectStoreContract;
import io.defectsdk.testing.contract.PictureChangeContract;
import io.defectsdk.testing.contract.PictureStoreContract;
import io.defectsdk.testing.contract.SearchStoreContract;
import io.defectsdk.testing.contract.SessionContract;
import io.defectsdk.testing.contract.SettingStoreContract;
import io.defectsdk.testing.contract.SimilarityIndexStoreContract;
import io.defectsdk.testing.contract.UploadStoreContract;
import org.junit.jupiter.api.Nested;

/** The contracts of what several processes write, over a pool whose transactions are serializable unless told otherwise. */
class SerializablePoolIT {
    @Nested
    class AccountStore extends AccountStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class Admin extends AdminContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class ArtifactStore extends ArtifactStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class AuditStore extends AuditStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class DeploymentStore extends DeploymentStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class EmbeddingStore extends EmbeddingStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class InspectionStore extends InspectionStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class ObjectStore extends ObjectStoreContract {
        @Override
        protected io.defectsdk.spi.ObjectStore openStore() {
            return CleanStores.openAtSerializable().objects();
        }
    }

    @Nested
    class PictureChange extends PictureChangeContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class PictureStore extends PictureStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class SearchStore extends SearchStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class Session extends SessionContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class SettingStore extends SettingStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class SimilarityIndexStore extends SimilarityIndexStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }

    @Nested
    class UploadStore extends UploadStoreContract {
        @Override
        protected Stores openStores() {
            return CleanStores.openAtSerializable();
        }
    }
}
