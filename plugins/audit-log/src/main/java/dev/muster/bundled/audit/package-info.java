// SPDX-License-Identifier: Apache-2.0
/** The bundled plugin {@code audit-log}. */
@NullMarked
package dev.muster.bundled.audit;

import org.jspecify.annotations.NullMarked;
