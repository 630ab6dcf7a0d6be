package dev.muster.contract;

import java.util.List;

/** Snapshots, oldest first. */
public record SnapshotList(List<Snapshot> snapshots) implements Reply {
  public SnapshotList {
    snapshots = List.copyOf(snapshots);
  }
}
