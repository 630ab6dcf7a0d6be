package dev.muster.coordination;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.Refused;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class DeclarationVerticleTest {
  private Vertx vertx;
  private Bus bus;
  private Swarm swarm;

  @BeforeEach
  void deploy(Vertx running, @TempDir Path folder) {
    vertx = running;
    swarm = Swarm.in(folder);
    bus = Bus.install(vertx, Duration.ofSeconds(30));
    await(vertx.deployVerticle(new OutboxVerticle(bus, swarm.store())));
    await(vertx.deployVerticle(new DeclarationVerticle(bus, swarm.coordination().sessions())));
  }

  @AfterEach
  void close() {
    await(vertx.close());
    swarm.close();
  }

  @Test
  void what_is_declared_is_answered_told_and_listed() {
    Promise<String> told = Promise.promise();
    await(
        bus.subscribe(Addresses.DECLARATION_EVENTS, changed -> told.tryComplete(changed.cause())));

    declare("one", "A.java:1-9");
    DeclarationAnswer second = declare("two", "A.java:5-7");

    assertEquals(DeclarationAdvice.PARK, second.advice());
    assertEquals("declared", await(told.future()));
    assertEquals(
        2,
        await(bus.request(Addresses.DECLARE_LIST, new ListDeclarations(Desk.REPO)))
            .declarations()
            .size());
    assertEquals(
        List.of(),
        await(bus.request(Addresses.DECLARE_LIST, new ListDeclarations("/other/.git")))
            .declarations());
  }

  @Test
  void what_is_refused_says_why() {
    Refused refused = assertThrows(Refused.class, () -> declare("one"));

    assertEquals(FailureCode.BAD_REQUEST, refused.failure().code());
  }

  private DeclarationAnswer declare(String session, String... files) {
    return await(
        bus.request(
            Addresses.DECLARE_FILES,
            new DeclareFiles(
                Holder.of(session),
                null,
                Desk.REPO,
                Desk.HERE,
                Desk.files(files),
                null,
                null,
                null,
                null,
                null)));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      throw new AssertionError(late);
    }
  }
}
