/** The host's HTTP face: REST, server-sent events and the page, behind one gate. */
@NullMarked
package dev.muster.host.http;

import org.jspecify.annotations.NullMarked;
