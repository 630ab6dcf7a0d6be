/** What lies in the drop-in folder: manifests, digests and the lock file. */
@NullMarked
package dev.muster.host.plugin.folder;

import org.jspecify.annotations.NullMarked;
