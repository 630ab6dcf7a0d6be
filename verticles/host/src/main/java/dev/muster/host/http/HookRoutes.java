package dev.muster.host.http;

import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import dev.muster.contract.Vendor;
import dev.muster.host.hooks.HookCall;
import dev.muster.host.hooks.Hooks;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;

/**
 * What coding agents' hooks post. Fields that nobody here knows are passed over, since agents send
 * more with every version; all else is as strict as the API. A host that cannot answer says 503 and
 * never denies: the shim lets the agent go on then.
 */
record HookRoutes(Api api, Hooks hooks) {
  /** A larger call is read beside the event loop. */
  private static final int READ_AT_ONCE_BYTES = 64 << 10;

  private static final Bodies BODIES = new Bodies();

  void routes(Router router) {
    router.post("/hooks/:vendor/:event").handler(c -> api.guarded(c, this::answer));
  }

  private Future<Void> answer(RoutingContext context) {
    String name = String.valueOf(context.pathParam("vendor"));
    Vendor vendor =
        Vendor.named(name)
            .orElseThrow(() ->
                new Refused(FailureCode.NOT_FOUND, "no agent with hooks is called `" + name + "`"));
    return read(context, vendor)
        .compose(hooks::answer)
        .recover(failure -> Future.failedFuture(unavailable(failure)))
        .compose(json -> send(context, json));
  }

  private Future<HookCall> read(RoutingContext context, Vendor vendor) {
    String event = String.valueOf(context.pathParam("event"));
    int length = context.body().length();
    if (length <= READ_AT_ONCE_BYTES) {
      return Future.succeededFuture(hooks.read(vendor, event, BODIES.object(context)));
    }
    return context
        .vertx()
        .executeBlocking(() -> hooks.read(vendor, event, BODIES.object(context)), false)
        .map(Objects::requireNonNull);
  }

  /** Refusals of the call stay what they are; what is wrong with the host is only unavailable. */
  private static Throwable unavailable(Throwable failure) {
    return failure instanceof Refused refused && refused.failure().code() == FailureCode.INTERNAL
        ? new Refused(FailureCode.STORE_UNAVAILABLE, refused.failure().detail())
        : Asking.refused(failure);
  }

  private static Future<Void> send(RoutingContext context, String json) {
    if (context.response().closed()) {
      return Future.succeededFuture();
    }
    return context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .end(json);
  }
}
