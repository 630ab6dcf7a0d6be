package dev.muster.contract;

import org.jspecify.annotations.Nullable;

/** A session of a coding agent began or goes on; {@code branch} and {@code model} as it says. */
public record OpenSession(
    String session,
    Vendor vendor,
    @Nullable String repo,
    @Nullable String worktree,
    @Nullable String branch,
    @Nullable String model)
    implements Request {
  public OpenSession {
    session = Holder.of(session).session();
    vendor = Message.required("vendor", vendor);
  }
}
