/** Where files lie: the directory, and what chooses between it, the database and the host's own store. */
@NullMarked
package io.defectsdk.core.internal.storage;

import org.jspecify.annotations.NullMarked;
