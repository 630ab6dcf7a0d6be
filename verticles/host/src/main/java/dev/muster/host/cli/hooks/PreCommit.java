package dev.muster.host.cli.hooks;

import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The pre-commit hook of one repository: a few lines that run the hook that was there before and
 * then our check. The old hook is kept beside it, byte for byte.
 */
record PreCommit(GitCheckout checkout, HookScripts scripts) {
  private static final String KEPT = "pre-commit.muster-chained";

  Path hook() {
    return checkout.hooks().resolve("pre-commit");
  }

  private Path kept() {
    return checkout.hooks().resolve(KEPT);
  }

  private String lines() {
    return """
    #!/bin/sh
    # Written by "muster hooks install --pre-commit"; the hook of before, if any, is %1$s.
    chained=${0%%/*}/%1$s
    if [ -x "$chained" ]; then "$chained" "$@" || exit; fi
    check=%2$s
    [ ! -x "$check" ] || exec "$check"
    """
        .formatted(KEPT, HookEntries.quoted(scripts.preCommit()));
  }

  boolean installed() {
    return isOurs(content());
  }

  /** Installs the check, before anything of the repository is moved asking git whose file it is. */
  void install() {
    String content = content();
    if (isOurs(content)) {
      write();
      return;
    }
    if (checkout.tracks(hook())) {
      throw new Refusal(
          ExitCode.USAGE,
          hook()
              + " is tracked by git and stays as it is; to have the check, add to it the line: "
              + HookEntries.quoted(scripts.preCommit())
              + " || exit");
    }
    if (Files.exists(kept(), LinkOption.NOFOLLOW_LINKS)) {
      throw new Refusal(
          ExitCode.CONFIG, kept() + " is there from before; look at it and move it away");
    }
    try {
      Files.createDirectories(hook().getParent());
      if (content != null) {
        Files.move(hook(), kept());
      }
    } catch (IOException e) {
      throw refused(e);
    }
    write();
  }

  /** Puts the hook of before back; false when there is nothing of ours. */
  boolean uninstall() {
    String content = content();
    if (content == null || !content.contains("muster hooks install --pre-commit")) {
      return false;
    }
    if (!isOurs(content)) {
      throw new Refusal(
          ExitCode.CONFIG, hook() + " was changed since; take its lines about muster out by hand");
    }
    try {
      Files.delete(hook());
      if (Files.exists(kept(), LinkOption.NOFOLLOW_LINKS)) {
        Files.move(kept(), hook());
      }
      return true;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  /** Another version, or another data folder, differs in one line only. */
  private boolean isOurs(@Nullable String content) {
    String check = "(?m)^check=.*$";
    return content != null && content.replaceAll(check, "").equals(lines().replaceAll(check, ""));
  }

  private @Nullable String content() {
    try {
      return Files.exists(hook(), LinkOption.NOFOLLOW_LINKS)
          ? new String(Files.readAllBytes(hook()), StandardCharsets.ISO_8859_1)
          : null;
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private void write() {
    Path fresh = hook().resolveSibling("pre-commit.muster-new");
    try {
      Files.writeString(fresh, lines());
      Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
      Files.move(
          fresh, hook(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw refused(e);
    }
  }

  private Refusal refused(IOException e) {
    return new Refusal(ExitCode.CONFIG, hook() + " cannot be changed: " + e.getMessage());
  }
}
