package dev.muster.host.mcp;

import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationList;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.LeaseList;
import java.util.List;

/** Who leased or declared some files. */
record Holdings(List<FileLease> leases, List<Declaration> declarations) {

  /** What stands on these files, whichever worktree they are in; all of it for no files. */
  static Holdings of(List<FileKey> files, LeaseList leases, DeclarationList declarations) {
    return new Holdings(
        leases.leases().stream()
            .filter(lease -> named(files, lease.file().repo(), lease.file().path()))
            .toList(),
        declarations.declarations().stream()
            .filter(d -> d.files().stream().anyMatch(f -> named(files, d.repo(), f.path())))
            .toList());
  }

  private static boolean named(List<FileKey> files, String repo, String path) {
    return files.isEmpty()
        || files.stream().anyMatch(file -> file.repo().equals(repo) && file.path().equals(path));
  }
}
