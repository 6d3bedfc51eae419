/** Who acts: actors and their roles. */
@NullMarked
package io.defectsdk.account;

import org.jspecify.annotations.NullMarked;
