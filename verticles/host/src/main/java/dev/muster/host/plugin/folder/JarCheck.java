package dev.muster.host.plugin.folder;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.classfile.constantpool.PoolEntry;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * Reads a jar as if it were hostile, once and whole: what it unpacks to is measured and not
 * believed, and its classes are searched for calls that would end the host. A jar is trusted all
 * the same once it is in the lock file: reflection finds ways that this search does not.
 */
final class JarCheck {
  private static final int CLASS_BYTES_MAX = 4 << 20;
  private static final long UNPACKED_BYTES_MAX = 128L << 20;

  /** Text packs to a tenth; deflate's own limit is a thousandth. */
  private static final int RATIO_MAX = 200;

  private static final long RATIO_COUNTS_FROM = 1L << 20;
  private static final int CHUNK = 1 << 16;
  private static final Set<String> ENDS =
      Set.of("java/lang/System.exit", "java/lang/Runtime.exit", "java/lang/Runtime.halt");

  private final Path jar;
  private final Set<String> names = new HashSet<>();
  private final byte[] chunk = new byte[CHUNK];
  private byte @Nullable [] manifest;
  private @Nullable String ending;
  private long unpacked;

  private JarCheck(Path jar) {
    this.jar = jar;
  }

  /** Reads all of it; refuses what is no jar, and what no plugin does. */
  static JarCheck of(Path jar) throws IOException, PluginRefused {
    ZipTail.refuseLarge(jar);
    JarCheck check = new JarCheck(jar);
    try (ZipFile zip = new ZipFile(jar.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        check.read(zip, entry);
      }
    } catch (IllegalArgumentException malformed) {
      throw new PluginRefused(jar + ": " + malformed.getMessage());
    }
    return check;
  }

  /** What {@link Manifest#FILE_IN_JAR} holds. */
  byte[] manifest() throws PluginRefused {
    if (manifest == null) {
      throw new PluginRefused(
          jar + ": expected " + Manifest.FILE_IN_JAR + " in the jar, found none");
    }
    return manifest;
  }

  /** Refuses a jar that would end the host, and one without the class that starts it. */
  void refuse(String main) throws PluginRefused {
    if (ending != null) {
      throw new PluginRefused(
          jar + ": " + ending + ", which ends the host: a plugin throws instead");
    }
    if (!names.contains(main.replace('.', '/') + ".class")) {
      throw new PluginRefused(jar + ": `main`: expected a class of the jar, found " + main);
    }
  }

  private void read(ZipFile zip, ZipEntry entry) throws IOException, PluginRefused {
    String name = entry.getName();
    if (leadsOut(name)) {
      throw new PluginRefused(jar + ": expected names inside the jar, found " + name);
    }
    if (!names.add(name)) {
      throw new PluginRefused(jar + ": expected one entry of a name, found two of " + name);
    }
    try (InputStream in = zip.getInputStream(entry)) {
      if (name.endsWith(".class")) {
        search(name, kept(in, entry));
      } else if (name.equals(Manifest.FILE_IN_JAR)) {
        manifest = kept(in, entry);
      } else {
        measure(in, entry);
      }
    }
  }

  private static boolean leadsOut(String name) {
    return name.startsWith("/")
        || name.contains("\\")
        || name.contains("\0")
        || List.of(name.split("/", -1)).contains("..");
  }

  private byte[] kept(InputStream in, ZipEntry entry) throws IOException, PluginRefused {
    byte[] bytes = in.readNBytes(CLASS_BYTES_MAX + 1);
    if (bytes.length > CLASS_BYTES_MAX) {
      throw bomb(entry);
    }
    count(entry, bytes.length, bytes.length);
    return bytes;
  }

  private void measure(InputStream in, ZipEntry entry) throws IOException, PluginRefused {
    long size = 0;
    for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
      size += read;
      count(entry, size, read);
    }
  }

  private void count(ZipEntry entry, long size, int more) throws PluginRefused {
    unpacked += more;
    boolean thick =
        size > RATIO_COUNTS_FROM && size / RATIO_MAX > Math.max(1, entry.getCompressedSize());
    if (thick || unpacked > UNPACKED_BYTES_MAX) {
      throw bomb(entry);
    }
  }

  private PluginRefused bomb(ZipEntry entry) {
    return new PluginRefused(
        "%s: %s unpacks to more than a plugin holds (%d bytes in all, %d times its packed size)"
            .formatted(jar, entry.getName(), UNPACKED_BYTES_MAX, RATIO_MAX));
  }

  private void search(String name, byte[] bytes) throws PluginRefused {
    try {
      for (PoolEntry each : ClassFile.of().parse(bytes).constantPool()) {
        if (each instanceof MemberRefEntry member && ENDS.contains(spelled(member))) {
          ending = name + " calls " + spelled(member).replace('/', '.');
        }
      }
    } catch (IllegalArgumentException malformed) {
      throw new PluginRefused(jar + ": " + name + " is no class file: " + malformed.getMessage());
    }
  }

  private static String spelled(MemberRefEntry member) {
    return member.owner().asInternalName() + "." + member.name().stringValue();
  }
}
