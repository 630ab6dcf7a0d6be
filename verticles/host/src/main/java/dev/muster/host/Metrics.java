package dev.muster.host;

import com.sun.management.OperatingSystemMXBean;
import dev.muster.contract.Addresses;
import dev.muster.contract.Service;
import dev.muster.contract.Topic;
import dev.muster.monitoring.Meters;
import dev.muster.monitoring.MetricsPage;
import dev.muster.store.Store;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.spi.observability.HttpRequest;
import io.vertx.micrometer.Label;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * All that this host counts, in one registry: Vert.x, the JVM and Muster's own meters. No label
 * takes a value that a client or another node makes up.
 */
final class Metrics implements AutoCloseable {
  private static final String OTHER = "other";

  /** What the registry's naming would turn into names that Prometheus's own linter refuses. */
  private static final Set<String> MISNAMED =
      Set.of("system.cpu.count", "process.cpu.time", "jvm.compilation.time");

  private static final Set<String> METHODS =
      Stream.of(
              HttpMethod.GET,
              HttpMethod.POST,
              HttpMethod.PUT,
              HttpMethod.DELETE,
              HttpMethod.HEAD,
              HttpMethod.OPTIONS,
              HttpMethod.PATCH)
          .map(HttpMethod::name)
          .collect(Collectors.toUnmodifiableSet());

  /** Gives the times of HTTP answers buckets, for a rule can read a percentile of nothing else. */
  private static final class ResponseBuckets implements MeterFilter {
    private static final double[] MILLIS = {5, 25, 100, 250, 500, 1000, 2500, 10_000};

    @Override
    public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
      return id.getName().equals("vertx.http.server.response.time")
          ? DistributionStatisticConfig.builder()
              .serviceLevelObjectives(DoubleStream.of(MILLIS).map(ms -> ms * 1e6).toArray())
              .build()
              .merge(config)
          : config;
    }
  }

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final Meters meters;

  private Metrics() {
    Set<String> addresses = addresses();
    registry
        .config()
        .meterFilter(MeterFilter.deny(Metrics::misleads))
        .meterFilter(MeterFilter.replaceTagValues("route", Metrics::last))
        .meterFilter(
            MeterFilter.replaceTagValues(
                "address", address -> addresses.contains(address) ? address : OTHER))
        .meterFilter(new ResponseBuckets());
    this.meters = new Meters(registry);
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    FunctionCounter.builder("process.cpu", system, bean -> bean.getProcessCpuTime() / 1e9)
        .description("Processor time of this process.")
        .baseUnit("seconds")
        .register(registry);
  }

  /** Counts what a store commits, too. */
  static Metrics of(Store store) {
    var metrics = new Metrics();
    store.onEvents(metrics.meters::heard);
    return metrics;
  }

  /** What a scrape is answered. */
  MetricsPage page(Store store, InstantSource clock, Path proc) {
    return new MetricsPage(store, meters, this::print, clock, proc);
  }

  Meters meters() {
    return meters;
  }

  /** All meters as they stand, in Prometheus's text format. */
  private String print() {
    return registry.scrape();
  }

  /** A Vert.x that counts here; {@code name} must be another for each host of a process. */
  Vertx vertx(VertxOptions options, String name) {
    var metrics =
        new MicrometerMetricsOptions()
            .setEnabled(true)
            .setRegistryName(name)
            .setJvmMetricsEnabled(true)
            .setLabels(
                EnumSet.of(
                    Label.HTTP_ROUTE,
                    Label.HTTP_CODE,
                    Label.EB_ADDRESS,
                    Label.EB_FAILURE,
                    Label.POOL_TYPE,
                    Label.POOL_NAME))
            .setServerRequestTagsProvider(Metrics::method);
    return Vertx.builder()
        .with(options.setMetricsOptions(metrics))
        .withMetrics(new MicrometerMetricsFactory(registry))
        .build();
  }

  /** Limits that are none would stand there as -1 and as no number. */
  private static boolean misleads(Meter.Id id) {
    return MISNAMED.contains(id.getName())
        || (id.getName().equals("jvm.memory.max") && unlimited(id.getTag("id")))
        || (id.getName().equals("vertx.pool.ratio")
            && "vert.x-virtual-thread".equals(id.getTag("pool_name")));
  }

  private static boolean unlimited(@Nullable String pool) {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .anyMatch(memory -> memory.getName().equals(pool) && memory.getUsage().getMax() < 0);
  }

  /** Any word may stand where a request names its method. */
  private static Tags method(HttpRequest request) {
    String name = request.method().name();
    return Tags.of("method", METHODS.contains(name) ? name : OTHER);
  }

  /** Of {@code /api/*>/api/v1/tasks}, all routes that matched, the one that answered. */
  private static String last(String routes) {
    return routes.substring(routes.lastIndexOf('>') + 1);
  }

  private static Set<String> addresses() {
    return Stream.of(Addresses.class.getFields())
        .filter(field -> Modifier.isStatic(field.getModifiers()))
        .map(Metrics::address)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String address(Field field) {
    try {
      return switch (field.get(null)) {
        case Service<?, ?> service -> service.address();
        case Topic<?> topic -> topic.address();
        case null, default -> throw new IllegalStateException(field + " is no address");
      };
    } catch (IllegalAccessException impossible) {
      throw new IllegalStateException("it is public", impossible);
    }
  }

  @Override
  public void close() {
    registry.close();
  }
}
