package dev.muster.host.http;

import dev.muster.host.hooks.Hooks;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * What answers behind the gate beside the API.
 *
 * @param hooks made on the event loop that they are used on
 * @param mcp adds its routes
 * @param metrics the page that is scraped, as of now
 */
public record Faces(
    Supplier<Hooks> hooks,
    BiFunction<Router, LongPolls, Future<Void>> mcp,
    Supplier<CompletionStage<String>> metrics) {}
