package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The files of the page, and nothing else of the disk. */
@Timeout(60)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PageTest {
  private TestHost host;

  @BeforeAll
  void start(@TempDir Path folder) throws IOException {
    Path webroot = Files.createDirectories(folder.resolve("webroot"));
    for (String file :
        List.of(
            "index.html",
            "app.js",
            "style.css",
            "icon.svg",
            "a.json",
            "f.woff2",
            "test/x.test.js",
            "package.json",
            ".git/config",
            ".x/y",
            "views/.hidden",
            "views/a.js",
            "é.js")) {
      Files.createDirectories(webroot.resolve(file).getParent());
      Files.writeString(webroot.resolve(file), "of " + file);
    }
    Files.writeString(folder.resolve("secret"), "secret");
    host = TestHost.start(folder.resolve("data"), "", webroot);
  }

  @AfterAll
  void stop() {
    host.close();
  }

  @Test
  void files_have_the_type_that_browsers_need() {
    Map.of(
            "/", "text/html;charset=UTF-8",
            "/index.html", "text/html;charset=UTF-8",
            "/app.js", "text/javascript;charset=UTF-8",
            "/views/a.js", "text/javascript;charset=UTF-8",
            "/style.css", "text/css;charset=UTF-8",
            "/icon.svg", "image/svg+xml",
            "/f.woff2", "font/woff2")
        .forEach((path, type) -> {
          Answer answer = host.ask(host.bare(path));
          assertEquals(200, answer.status(), path);
          assertEquals(type, answer.header("Content-Type").replace("utf-8", "UTF-8"), path);
        });
  }

  @Test
  void every_answer_has_the_security_headers() {
    for (String path : List.of("/", "/app.js", "/livez", "/nothing", "/api/v1/fleet")) {
      for (Answer answer :
          List.of(host.get(path), host.ask(host.bare(path).header("Origin", "null")))) {
        assertEquals("nosniff", answer.header("X-Content-Type-Options"), path);
        assertEquals("no-referrer", answer.header("Referrer-Policy"), path);
        assertEquals(
            "default-src 'self'; frame-ancestors 'none'",
            answer.header("Content-Security-Policy"),
            path);
        assertEquals("", answer.header("Server"), path);
      }
    }
  }

  @Test
  void a_newer_page_is_not_hidden_by_a_cached_one() {
    for (String path : List.of("/", "/app.js")) {
      Answer answer = host.ask(host.bare(path));
      assertEquals("no-cache", answer.header("Cache-Control"), path);
      String since = answer.header("Last-Modified");
      assertEquals(
          304, host.ask(host.bare(path).header("If-Modified-Since", since)).status(), path);
    }
    assertEquals("no-store", host.get("/api/v1/fleet").header("Cache-Control"));
  }

  @Test
  void hidden_files_and_tests_are_not_served() {
    for (String path :
        List.of(
            "/.git/config",
            "/.x/y",
            "/%2egit/config",
            "/views/.hidden",
            "/./.x/y",
            "/test/x.test.js",
            "/test/",
            "/test",
            "/%74est/x.test.js",
            "/views/../test/x.test.js",
            "//test/x.test.js",
            "/views/",
            "/package.json")) {
      String answer = host.raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");
      assertTrue(answer.startsWith("HTTP/1.1 404 "), () -> path + " got " + answer);
      assertTrue(answer.contains("\"NOT_FOUND\""), () -> path + " got " + answer);
    }
  }

  @Test
  void no_path_leads_out_of_the_page() {
    for (String path :
        List.of(
            "/../secret",
            "/views/../../secret",
            "/%2e%2e/secret",
            "/..%2fsecret",
            "/..%5csecret",
            "/..\\secret",
            "/....//secret",
            "//secret",
            "/%252e%252e/secret",
            "/../data/token",
            "/..%00/secret",
            "/../../../../../../etc/passwd",
            "/index.html%00.js",
            "//etc/passwd",
            "/views//../../secret",
            "/..;/secret")) {
      String answer = host.raw("GET " + path + " HTTP/1.1", "Host: 127.0.0.1");
      assertTrue(answer.matches("(?s)HTTP/1.1 40[04] .*"), () -> path + " got " + answer);
      assertFalse(answer.contains("\r\n\r\nsecret"), path);
      assertFalse(answer.contains("root:"), path);
    }
  }

  @Test
  void an_impossible_range_gets_the_whole_file() {
    for (String range : List.of("bytes=999-", "bytes=5-2", "bytes=x", "lines=1-2")) {
      Answer answer = host.ask(host.bare("/app.js").header("Range", range));
      assertEquals("200 of app.js", answer.status() + " " + answer.text(), range);
    }
  }
}
