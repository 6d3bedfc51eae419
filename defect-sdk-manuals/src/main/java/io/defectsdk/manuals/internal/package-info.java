/**
 * Reads manuals. PDF by PDFBox; DOCX by the JDK's own ZIP and XML readers: what is read of one are three of its parts, and bounds on what it unpacks to, and a
 * parser that follows no references, are set here and for nobody else in the process.
 */
@NullMarked
package io.defectsdk.manuals.internal;

import org.jspecify.annotations.NullMarked;
