/** Who acts: accounts, actors, roles, and the trail of what they did. */
@NullMarked
package io.defectsdk.account;

import org.jspecify.annotations.NullMarked;
