package dev.muster.host.hooks;

import dev.muster.contract.Holder;
import dev.muster.contract.Vendor;
import org.jspecify.annotations.Nullable;

/** Whose hook it is: the session, the sub-agent if one works, and the folder it works in. */
record Caller(Vendor vendor, Holder holder, String cwd, @Nullable String model) {
  String session() {
    return holder.session();
  }
}
