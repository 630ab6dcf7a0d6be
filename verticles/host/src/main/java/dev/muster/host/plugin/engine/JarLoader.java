package dev.muster.host.plugin.engine;

import dev.muster.plugin.HookPlugin;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * The classes of one jar. A name is looked for in the JDK, then, where it is the plugin API or
 * jspecify, in the host and nowhere else, then in the jar; the host's libraries cannot be seen, so
 * a plugin brings its own. It reads the jar itself, because the JDK's loader follows {@code
 * Class-Path} to files that no digest covers and keeps jars open in a cache.
 */
final class JarLoader extends ClassLoader implements AutoCloseable {
  static {
    registerAsParallelCapable();
  }

  private static final ClassLoader HOST = HookPlugin.class.getClassLoader();
  private static final String API = HookPlugin.class.getPackageName();

  private final JarFile jar;

  /** What a URL of this loader reads. */
  private final URLStreamHandler reading =
      new URLStreamHandler() {
        @Override
        protected URLConnection openConnection(URL url) {
          return connection(url);
        }
      };

  JarLoader(String name, Path file) throws IOException {
    super(name, getPlatformClassLoader());
    jar = new JarFile(file.toFile(), false, ZipFile.OPEN_READ, Runtime.version());
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    String owner = name.substring(0, Math.max(0, name.lastIndexOf('.')));
    if (owner.equals(API) || owner.startsWith("org.jspecify.")) {
      return HOST.loadClass(name);
    }
    return super.loadClass(name, resolve);
  }

  @Override
  protected Class<?> findClass(String name) throws ClassNotFoundException {
    JarEntry entry = jar.getJarEntry(name.replace('.', '/') + ".class");
    if (entry == null) {
      throw new ClassNotFoundException(name + " is neither in the JDK nor in the plugin's jar");
    }
    try (InputStream in = jar.getInputStream(entry)) {
      byte[] bytes = in.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name + " cannot be read", unreadable);
    }
  }

  @Override
  protected @Nullable URL findResource(String name) {
    return jar.getJarEntry(name) == null ? null : url(name);
  }

  @Override
  protected Enumeration<URL> findResources(String name) {
    URL found = findResource(name);
    return Collections.enumeration(found == null ? List.of() : List.of(found));
  }

  private URL url(String name) {
    try {
      // Without a host, because comparing URLs with one asks the name service.
      return URL.of(new URI("muster-plugin", null, "/" + name, null), reading);
    } catch (URISyntaxException | IOException impossible) {
      throw new IllegalStateException("no URL for " + name, impossible);
    }
  }

  private URLConnection connection(URL url) {
    return new URLConnection(url) {
      @Override
      public void connect() {}

      @Override
      public InputStream getInputStream() throws IOException {
        String name = URI.create(url.toExternalForm()).getPath().substring(1);
        JarEntry entry = jar.getJarEntry(name);
        if (entry == null) {
          throw new FileNotFoundException(name);
        }
        return jar.getInputStream(entry);
      }
    };
  }

  @Override
  public void close() {
    try {
      jar.close();
    } catch (IOException unlikely) {
      throw new UncheckedIOException(unlikely);
    }
  }
}
