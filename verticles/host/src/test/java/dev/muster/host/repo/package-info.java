/** Tests on real git repositories. */
@NullMarked
package dev.muster.host.repo;

import org.jspecify.annotations.NullMarked;
