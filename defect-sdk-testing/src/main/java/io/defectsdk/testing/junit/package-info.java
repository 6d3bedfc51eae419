/**
 * JUnit 5 support for tests of host applications; see {@link io.defectsdk.testing.junit.DefectSdkExtension}.
 */
@NullMarked
package io.defectsdk.testing.junit;

import org.jspecify.annotations.NullMarked;
