package dev.muster.lab.replay;

import dev.muster.host.cli.ApiFailure;
import dev.muster.host.cli.Refusal;
import dev.muster.host.cli.RetryingClient;
import dev.muster.host.cli.Screen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One run of the demo: a host, its agents, and somebody who starts again what dies, until every
 * acknowledged task has ended.
 */
final class Demo implements AutoCloseable {
  private static final Duration SUPERVISE_EVERY = Duration.ofMillis(200);
  private static final Duration LOOK_EVERY = Duration.ofMillis(500);

  private final DemoFolder folder;
  private final DemoPlan plan;
  private final Progress progress;
  private final DemoHost host;
  private final DemoAgents agents;
  private volatile @Nullable Refusal gaveUp;
  private volatile boolean closed;
  private volatile boolean done;

  Demo(Path data, DemoFolder folder, DemoPlan plan, Screen screen) {
    this.folder = folder;
    this.plan = plan;
    this.progress = new Progress(screen);
    this.host = new DemoHost(data, plan.options().port(), progress::say);
    this.agents = new DemoAgents(folder, host.url(), data);
  }

  /** Starts or joins the host; the link to its page. */
  String openHost() {
    host.open();
    Thread.ofPlatform().daemon().name("demo-supervision").start(this::supervise);
    return host.pageLink();
  }

  String pageLink() {
    return host.pageLink();
  }

  /** Submits everything and returns when it is done. */
  DemoSummary run() {
    TaskIds ids = new Submission(plan).submit(patient());
    folder.writeIds(ids);
    agents.open(plan.options().agents());
    var watch = new Watch(host.client(), ids);
    while (!watch.allEnded() && !watch.stuck()) {
      Refusal refusal = gaveUp;
      if (refusal != null) {
        throw refusal;
      }
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
      watch.look();
      progress.show(watch);
    }
    progress.end();
    done = watch.allEnded();
    return summary(ids, watch);
  }

  /** Keeps the host up until the process is told to end. */
  void stayUp() {
    agents.close();
    while (gaveUp == null && !closed) {
      LockSupport.parkNanos(LOOK_EVERY.toNanos());
    }
  }

  private RetryingClient patient() {
    return host.client().retrying(() -> gaveUp == null && !closed);
  }

  private void supervise() {
    while (!closed && gaveUp == null) {
      try {
        host.supervise();
        agents.supervise();
      } catch (Refusal refusal) {
        gaveUp = refusal;
      }
      LockSupport.parkNanos(SUPERVISE_EVERY.toNanos());
    }
  }

  private DemoSummary summary(TaskIds ids, Watch watch) {
    RetryingClient client = patient();
    var records = new ArrayList<TaskRecord>();
    for (String id : ids.all().values()) {
      try {
        records.add(TaskRecord.of(client.get("/api/v1/tasks/" + id).body()));
      } catch (ApiFailure failure) {
        if (failure.status() != 404) {
          throw failure;
        }
        progress.say("lost: " + id + " was acknowledged and is not there");
      }
    }
    Integration integration = folder.integration();
    String tree = integration.head().tree();
    List<RepoPath> differing = integration.differing(plan.expectedTree(), tree);
    if (watch.allEnded()) {
      folder.completeIntegration();
    }
    return new DemoSummary(
        plan,
        DemoFigures.of(plan, ids, records, integration.log()),
        folder.integrationPath(),
        tree,
        differing,
        ids.all().size());
  }

  @Override
  public void close() {
    close(() -> {});
  }

  /**
   * Agents first, so that they can report what they hand back. {@code early} is told when there are
   * tasks that have not ended.
   */
  void close(Runnable early) {
    boolean first = !closed;
    closed = true;
    progress.close();
    if (first && !done) {
      early.run();
    }
    agents.close();
    host.close();
  }
}
