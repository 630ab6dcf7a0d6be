package dev.muster.host.http;

import dev.muster.bus.Bus;
import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.CheckLanding;
import dev.muster.contract.FileKey;
import dev.muster.contract.Holder;
import dev.muster.contract.LandingChecked;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeaseList;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LeasesRenewed;
import dev.muster.contract.ListLeases;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RenewLeases;
import dev.muster.contract.TaskId;
import dev.muster.host.repo.Located;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leases over HTTP. */
record LeaseApi(Bus bus, Places places) {
  private record Take(
      @Nullable String session,
      @Nullable String subagent,
      @Nullable String agent,
      @Nullable String cwd,
      @Nullable List<String> paths,
      @Nullable String intent,
      @Nullable TaskId taskId) {}

  private record Keep(
      @Nullable String session,
      @Nullable String subagent,
      @Nullable String cwd,
      @Nullable List<String> paths) {}

  private record Give(
      @Nullable String session,
      @Nullable String subagent,
      @Nullable String cwd,
      @Nullable List<String> paths,
      @Nullable List<LeaseId> ids) {}

  void routes(Asking asking) {
    asking.get("/api/v1/leases", this::list);
    asking.post("/api/v1/leases", Take.class, this::take);
    asking.post("/api/v1/leases/renew", Keep.class, this::renew);
    asking.post("/api/v1/leases/release", Give.class, this::release);
    asking.post("/api/v1/leases/check", Keep.class, this::check);
  }

  private Future<LeaseList> list(MultiMap query) {
    return places
        .repo(query.get("repo"))
        .compose(repo ->
            bus.request(
                Addresses.LEASE_LIST, new ListLeases(repo.orElse(null), query.get("session"))));
  }

  private Future<LeaseAnswer> take(Take take) {
    return places
        .located(take.cwd(), take.paths())
        .compose(located -> {
          if (located.files().isEmpty()) {
            return Future.succeededFuture(
                new LeaseAnswer(
                    true, List.of(), List.of(), List.of(), List.of(), false, 0, located.note()));
          }
          return places
              .holder(take.session(), take.subagent(), take.cwd(), take.taskId())
              .compose(holder ->
                  bus.request(
                      Addresses.LEASE_ACQUIRE,
                      new AcquireLeases(
                          holder, take.agent(), located.files(), take.taskId(), take.intent())))
              .map(answer -> noted(answer, located));
        });
  }

  private static LeaseAnswer noted(LeaseAnswer answer, Located located) {
    String note = located.note();
    return note == null
        ? answer
        : new LeaseAnswer(
            answer.granted(),
            answer.leases(),
            answer.held(),
            answer.beside(),
            answer.expired(),
            answer.cycle(),
            answer.denials(),
            answer.text() == null ? note : answer.text() + " " + note);
  }

  private Future<LeasesRenewed> renew(Keep keep) {
    return places
        .located(keep.cwd(), keep.paths())
        .compose(located ->
            places
                .holder(keep.session(), keep.subagent(), keep.cwd(), null)
                .compose(holder ->
                    bus.request(Addresses.LEASE_RENEW, new RenewLeases(holder, located.files()))));
  }

  private Future<LeasesReleased> release(Give give) {
    List<LeaseId> ids = give.ids() == null ? List.of() : give.ids();
    boolean paths = give.paths() != null && !give.paths().isEmpty();
    if (!ids.isEmpty()) {
      if (paths || give.session() != null) {
        throw new IllegalArgumentException("ids name leases already: leave session and paths out");
      }
      return bus.request(
          Addresses.LEASE_RELEASE, new ReleaseLeases(null, List.of(), ids, "released"));
    }
    Future<List<FileKey>> files =
        paths
            ? places.located(give.cwd(), give.paths()).map(Located::files)
            : Future.succeededFuture(List.of());
    return files.compose(keys ->
        places
            .holder(give.session(), give.subagent(), give.cwd(), null)
            .compose(holder -> {
              if (paths && keys.isEmpty()) {
                throw new IllegalArgumentException("none of the paths is ever leased");
              }
              return bus.request(
                  Addresses.LEASE_RELEASE, new ReleaseLeases(holder, keys, List.of(), "released"));
            }));
  }

  private Future<LandingChecked> check(Keep keep) {
    return places
        .located(keep.cwd(), keep.paths())
        .compose(located ->
            places
                .ifClear(keep.session(), keep.cwd())
                .compose(session ->
                    bus.request(
                        Addresses.LEASE_CHECK,
                        new CheckLanding(
                            session.map(name -> new Holder(name, keep.subagent())).orElse(null),
                            located.files()))));
  }
}
