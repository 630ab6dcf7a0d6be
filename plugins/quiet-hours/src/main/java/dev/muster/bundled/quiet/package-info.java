// SPDX-License-Identifier: Apache-2.0
/** The bundled plugin {@code quiet-hours}. */
@NullMarked
package dev.muster.bundled.quiet;

import org.jspecify.annotations.NullMarked;
