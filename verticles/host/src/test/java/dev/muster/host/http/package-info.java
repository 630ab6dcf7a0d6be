/** Tests of the HTTP face without a host around it. */
@NullMarked
package dev.muster.host.http;

import org.jspecify.annotations.NullMarked;
