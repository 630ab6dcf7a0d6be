package dev.muster.host.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.FileSystemAccess;
import io.vertx.ext.web.handler.StaticHandler;
import java.nio.file.Path;

/** The files of the page. What serves only its tests is not there for browsers. */
record Page(Path webroot, Problems problems) {

  void routes(Router router) {
    router.get("/test/*").handler(c -> problems.answer(c, 404));
    router.get("/package.json").handler(c -> problems.answer(c, 404));
    StaticHandler files =
        StaticHandler.create(FileSystemAccess.ROOT, webroot.toAbsolutePath().toString())
            .setIncludeHidden(false)
            .setDirectoryListing(false)
            .setEnableRangeSupport(false);
    router.get().setName("/*").handler(Page::askAgain).handler(files);
  }

  /** Browsers ask each time whether a file is still the same: the next version has no new names. */
  private static void askAgain(RoutingContext context) {
    context.addHeadersEndHandler(
        headers -> context.response().putHeader(HttpHeaders.CACHE_CONTROL, "no-cache"));
    context.next();
  }
}
