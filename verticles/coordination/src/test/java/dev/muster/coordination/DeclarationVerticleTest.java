package dev.muster.coordination;

import static dev.muster.coordination.LocalBus.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.muster.contract.Addresses;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Holder;
import dev.muster.contract.ListDeclarations;
import dev.muster.contract.Refused;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
final class DeclarationVerticleTest {
  private LocalBus local;
  private Swarm swarm;

  @BeforeEach
  void deploy(Vertx vertx, @TempDir Path folder) {
    swarm = Swarm.in(folder);
    local = LocalBus.on(vertx);
    local.deploy(new OutboxVerticle(local.bus(), swarm.store()));
    local.deploy(new DeclarationVerticle(local.bus(), swarm.coordination().sessions()));
  }

  @AfterEach
  void close() {
    local.close();
    swarm.close();
  }

  @Test
  void what_is_declared_is_answered_told_and_listed() {
    Promise<String> told = Promise.promise();
    await(
        local
            .bus()
            .subscribe(Addresses.DECLARATION_EVENTS, changed -> told.tryComplete(changed.cause())));

    declare("one", "A.java:1-9");
    DeclarationAnswer second = declare("two", "A.java:5-7");

    assertEquals(DeclarationAdvice.PARK, second.advice());
    assertEquals("declared", await(told.future()));
    assertEquals(
        2,
        local.ask(Addresses.DECLARE_LIST, new ListDeclarations(Desk.REPO)).declarations().size());
    assertEquals(
        List.of(),
        local.ask(Addresses.DECLARE_LIST, new ListDeclarations("/other/.git")).declarations());
  }

  @Test
  void what_is_refused_says_why() {
    Refused refused = assertThrows(Refused.class, () -> declare("one"));

    assertEquals(FailureCode.BAD_REQUEST, refused.failure().code());
  }

  private DeclarationAnswer declare(String session, String... files) {
    return local.ask(
        Addresses.DECLARE_FILES, Desk.declaration(Holder.of(session), Desk.HERE, files));
  }
}
