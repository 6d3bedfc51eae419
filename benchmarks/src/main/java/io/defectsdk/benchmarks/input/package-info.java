/** What the commands read: folders of pictures, masks and models, and how they say that something is not right with them. */
@NullMarked
package io.defectsdk.benchmarks.input;

import org.jspecify.annotations.NullMarked;
