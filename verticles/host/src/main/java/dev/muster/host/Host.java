package dev.muster.host;

import dev.muster.bus.Bus;
import dev.muster.bus.Json;
import dev.muster.coordination.Coordination;
import dev.muster.coordination.CoordinationVerticle;
import dev.muster.coordination.DeclarationVerticle;
import dev.muster.coordination.HookPort;
import dev.muster.coordination.OutboxVerticle;
import dev.muster.coordination.Policy;
import dev.muster.coordination.SessionVerticle;
import dev.muster.coordination.lease.LeaseVerticle;
import dev.muster.host.cli.ExitCode;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.RunningHost;
import dev.muster.host.hooks.MissedNotices;
import dev.muster.host.http.HttpVerticle;
import dev.muster.host.http.Tokens;
import dev.muster.host.plugin.run.PluginHost;
import dev.muster.host.plugin.run.PluginVerticle;
import dev.muster.host.repo.Repositories;
import dev.muster.monitoring.Meters;
import dev.muster.monitoring.MetricsPage;
import dev.muster.prediction.HeuristicPolicy;
import dev.muster.prediction.ModelPolicy;
import dev.muster.prediction.PredictionVerticle;
import dev.muster.store.Store;
import dev.muster.store.StoreRefused;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.net.BindException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One host: store, bus, verticles and HTTP face, composed in boot order. */
final class Host implements RunningHost {
  private static final Logger LOG = LoggerFactory.getLogger(Host.class);
  private static final Duration START_MAX = Duration.ofSeconds(30);
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);
  private static final long BLOCKED_MS = 500;
  private static final Path PROC = Path.of("/proc");

  private final DataFolder data;
  private final Store store;
  private final Vertx vertx;
  private final Metrics metrics;
  private final Tokens tokens;
  private final String url;
  private final CountDownLatch ended = new CountDownLatch(1);

  private Host(
      DataFolder data, Store store, Vertx vertx, Metrics metrics, Tokens tokens, String url) {
    this.data = data;
    this.store = store;
    this.vertx = vertx;
    this.metrics = metrics;
    this.tokens = tokens;
    this.url = url;
  }

  /** Starts a host and returns when it is ready; refuses with what is wrong and where. */
  static Host start(Config config, Start start, InstantSource clock) {
    PluginSettings.refuseDevBeyond(start.dev(), config.http().host());
    var random = new SecureRandom();
    Path dataPath = start.data();
    DataFolder data = DataFolder.open(dataPath, random);
    Store store = openStore(config, dataPath, data.temporary());
    var metrics = Metrics.of(store);
    Vertx vertx = metrics.vertx(vertxOptions(), dataPath.toString());
    @Nullable PluginHost plugins = null;
    try {
      plugins = HookPlugins.open(config, start, store, clock, random);
      plugins.onCalls(metrics.meters()::called);
      var tokens = new Tokens(data.token(), clock, random);
      Bus bus = Bus.install(vertx, Duration.ofMillis(config.bus().timeoutMs()));
      var repositories = new Repositories(vertx, System::nanoTime);
      MetricsPage page = metrics.page(store, clock, PROC);
      HttpVerticle http =
          new HttpFace(config, start, vertx, bus, repositories)
              .on(store, tokens, HookPlugins.port(plugins), page::text);
      await(
          verticles(config, dataPath, vertx, bus, store, clock, random, plugins, metrics.meters())
              .compose(done -> Monitors.deploy(config, start, vertx, bus, store, clock, random))
              .compose(done -> vertx.deployVerticle(http)),
          START_MAX);
      String url = url(config.http().host(), http.port());
      await(Monitors.tell(config, vertx, bus, url), START_MAX);
      data.announce(url, config.plugins().dropIn(start.plugins(), dataPath));
      tell(new MissedNotices(vertx, bus, repositories, dataPath), clock);
      LOG.info("ready at {}, data in {}", url, dataPath);
      return new Host(data, store, vertx, metrics, tokens, url);
    } catch (RuntimeException failed) {
      if (plugins != null) {
        plugins.close();
      }
      vertx.close().onComplete(closed -> LOG.debug("closed after a failed start"));
      store.close();
      metrics.close();
      throw refusal(failed, config.http().host(), start.port());
    }
  }

  /** What answers on the bus, in boot order. */
  private static Future<String> verticles(
      Config config,
      Path data,
      Vertx vertx,
      Bus bus,
      Store store,
      InstantSource clock,
      RandomGenerator random,
      PluginHost plugins,
      Meters meters) {
    var models = new ModelPolicy(config.prediction().settings(), clock, System::nanoTime, random);
    var modes = new Modes(models, store);
    return vertx
        .deployVerticle(new PluginVerticle(bus, plugins, config.plugins().limits().scan()))
        .compose(done -> vertx.deployVerticle(new PredictionVerticle(bus, models)))
        .compose(done -> Learners.deploy(config, data, vertx, bus, store, clock, random, models))
        .compose(done ->
            coordination(
                config, store, clock, random, policy(models, modes), HookPlugins.port(plugins)))
        .compose(c ->
            vertx
                .deployVerticle(new CoordinationVerticle(bus, c, System::nanoTime, meters::decided))
                .compose(done -> vertx.deployVerticle(new SessionVerticle(bus, c.sessions())))
                .compose(done -> vertx.deployVerticle(new DeclarationVerticle(bus, c.sessions()))))
        .compose(done -> vertx.deployVerticle(leases(config, bus, store, clock, random)))
        .compose(done -> vertx.deployVerticle(new OutboxVerticle(bus, store)))
        .compose(done -> vertx.deployVerticle(modes.verticle(config, bus, clock)));
  }

  private static void tell(MissedNotices missed, InstantSource clock) {
    missed.raise(clock.instant()).onSuccess(done -> LOG.debug("hooks that were missed are told"));
  }

  static String url(String host, int port) {
    String literal = host.contains(":") ? "[" + host + "]" : host;
    return "http://" + literal + ":" + port;
  }

  private static VertxOptions vertxOptions() {
    return new VertxOptions()
        .setFileSystemOptions(new FileSystemOptions().setClassPathResolvingEnabled(false))
        .setEventLoopPoolSize(2)
        .setWorkerPoolSize(4)
        .setMaxEventLoopExecuteTimeUnit(TimeUnit.MILLISECONDS)
        .setMaxEventLoopExecuteTime(BLOCKED_MS);
  }

  private static Future<Coordination> coordination(
      Config config,
      Store store,
      InstantSource clock,
      RandomGenerator random,
      Policy policy,
      HookPort plugins) {
    return Future.fromCompletionStage(
        Coordination.start(
            config.swarm(),
            store,
            clock,
            new Machine(PROC),
            policy,
            random,
            config.coordination().limits(config.plugins().vetoRetry()),
            config.sessionLimits(),
            plugins));
  }

  private static Policy policy(ModelPolicy models, Modes modes) {
    return new Policy(
        models::prepared, models::choose, models::advise, HeuristicPolicy::choose, modes);
  }

  private static LeaseVerticle leases(
      Config config, Bus bus, Store store, InstantSource clock, RandomGenerator random) {
    return new LeaseVerticle(bus, store, config.leases().limits(), clock, System::nanoTime, random);
  }

  @Override
  public String url() {
    return url;
  }

  @Override
  public String openLink() {
    return url + "/#code=" + tokens.newCode();
  }

  @Override
  public void awaitEnd() throws InterruptedException {
    store.broken().thenRun(this::close);
    ended.await();
    if (store.broken().toCompletableFuture().isDone()) {
      throw new Refusal(
          ExitCode.INTERNAL, "the store failed to commit and the host ended; see its log");
    }
  }

  @Override
  public synchronized void close() {
    if (ended.getCount() == 0) {
      return;
    }
    try {
      data.retract();
      await(vertx.close(), CLOSE_MAX);
    } finally {
      store.close();
      metrics.close();
      LOG.info("ended");
      ended.countDown();
    }
  }

  private static Store openStore(Config config, Path data, Path temporary) {
    System.setProperty("org.sqlite.tmpdir", temporary.toString());
    try {
      return Store.open(config.store().options(data), Json.lenient());
    } catch (StoreRefused refused) {
      throw new Refusal(ExitCode.CONFIG, String.valueOf(refused.getMessage()));
    }
  }

  /** Fails with a CompletionException; Future.await would throw checked exceptions undeclared. */
  private static <T> T await(Future<T> future, Duration max) {
    return future
        .toCompletionStage()
        .toCompletableFuture()
        .orTimeout(max.toSeconds(), TimeUnit.SECONDS)
        .join();
  }

  private static RuntimeException refusal(RuntimeException failed, String host, int port) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof BindException) {
        return new Refusal(
            ExitCode.CONFIG, host + ":" + port + " is in use; choose another with --port");
      }
    }
    return failed;
  }
}
