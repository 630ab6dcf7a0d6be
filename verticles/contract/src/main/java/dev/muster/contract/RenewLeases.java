package dev.muster.contract;

import java.util.List;

/** Keep leases after successful edits of these files, and only of these. */
public record RenewLeases(Holder holder, List<FileKey> files) implements Request {
  public RenewLeases {
    holder = Message.required("holder", holder);
    files = NewTask.bounded("files", files);
  }
}
