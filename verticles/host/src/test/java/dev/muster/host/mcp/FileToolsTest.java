package dev.muster.host.mcp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.muster.contract.AcquireLeases;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentId;
import dev.muster.contract.AgentRegistered;
import dev.muster.contract.Declaration;
import dev.muster.contract.DeclarationAdvice;
import dev.muster.contract.DeclarationAnswer;
import dev.muster.contract.DeclarationId;
import dev.muster.contract.DeclarationList;
import dev.muster.contract.DeclarationState;
import dev.muster.contract.DeclareFiles;
import dev.muster.contract.DeclaredFile;
import dev.muster.contract.FileKey;
import dev.muster.contract.FileLease;
import dev.muster.contract.Holder;
import dev.muster.contract.LeaseAnswer;
import dev.muster.contract.LeaseId;
import dev.muster.contract.LeaseList;
import dev.muster.contract.LeasesReleased;
import dev.muster.contract.LineRange;
import dev.muster.contract.NothingBound;
import dev.muster.contract.ReleaseLeases;
import dev.muster.contract.RestLeases;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

/** What the tools around files ask the bus for, and how they tell a model what it said. */
@Timeout(60)
final class FileToolsTest {
  private static final Instant NOW = Instant.parse("2026-03-02T09:30:00Z");
  private static final Random RANDOM = new Random(1);

  private final BlockingQueue<Object> asked = new LinkedBlockingQueue<>();
  private McpDesk desk;
  private Wire wire;

  @BeforeEach
  void start() {
    desk = new McpDesk(0, McpDesk.limits(10, 10), false);
    wire = desk.wire();
    wire.begin();
  }

  @AfterEach
  void stop() {
    wire.close();
    desk.close();
  }

  private static FileLease lease(String path, String agent, String intent) {
    return new FileLease(
        LeaseId.next(NOW, RANDOM),
        new FileKey("/r/.git", "/r", path),
        Holder.of("s-1"),
        agent,
        null,
        intent,
        7,
        NOW,
        NOW,
        NOW.plusSeconds(600),
        NOW.plusSeconds(3600),
        false,
        0);
  }

  private static Declaration declaration(String path) {
    return new Declaration(
        DeclarationId.next(NOW, RANDOM),
        "/r/.git",
        "/r",
        Holder.of("s-2"),
        "bea",
        null,
        "rename",
        false,
        List.of(new DeclaredFile(path, List.of(new LineRange(3, 9)))),
        DeclarationState.ACTIVE,
        NOW,
        null);
  }

  private static String text(JsonNode result) {
    return result.path("content").path(0).path("text").asString();
  }

  private Object asked() throws InterruptedException {
    Object request = asked.poll(20, TimeUnit.SECONDS);
    return request == null ? "nothing was asked" : request;
  }

  @Test
  void a_lease_that_is_granted_names_its_files_and_how_to_give_them_back() throws Exception {
    desk.answer(
        Addresses.LEASE_ACQUIRE,
        request -> {
          asked.add(request);
          List<FileLease> leases = List.of(lease("a.java", "wire", "mend"));
          return new LeaseAnswer(true, leases, List.of(), List.of(), List.of(), false, 0, null);
        });
    JsonNode result =
        wire.tool(
            "acquire_lease",
            "{\"cwd\":\"/r\",\"paths\":[\"a.java\",\"ignored.log\"],\"intent\":\"mend\"}");
    assertTrue(text(result).startsWith("Leased: a.java."), text(result));
    AcquireLeases request = (AcquireLeases) asked();
    assertEquals(List.of(new FileKey("/r/.git", "/r", "a.java")), request.files());
    assertEquals("mcp-" + wire.session(), request.holder().session());
    assertEquals("wire", request.agent());
    assertEquals("mend", request.intent());
  }

  @Test
  void a_lease_that_is_denied_says_who_holds_it_and_is_no_error_of_the_tool() {
    desk.answer(
        Addresses.LEASE_ACQUIRE,
        request ->
            new LeaseAnswer(
                false,
                List.of(),
                List.of(lease("a.java", "ann", "rewrite the parser")),
                List.of(),
                List.of(),
                false,
                1,
                "ann edits a.java."));
    JsonNode result =
        wire.tool("acquire_lease", "{\"cwd\":\"/r\",\"paths\":[\"a.java\"],\"session\":\"s-9\"}");
    assertFalse(result.path("isError").asBoolean());
    assertTrue(text(result).startsWith("ann edits a.java.\nNot leased"), text(result));
    assertTrue(text(result).contains("rewrite the parser"));
    assertFalse(result.path("structuredContent").path("granted").asBoolean(true));
  }

  @Test
  void a_client_with_hooks_holds_under_its_own_session() throws Exception {
    desk.answer(
        Addresses.LEASE_RELEASE,
        request -> {
          asked.add(request);
          return new LeasesReleased(List.of());
        });
    JsonNode result =
        wire.tool("release_lease", "{\"cwd\":\"/r\",\"session\":\"s-9\",\"subagent\":\"sub\"}");
    ReleaseLeases request = (ReleaseLeases) asked();
    assertEquals(new Holder("s-9", "sub"), request.holder());
    assertEquals(List.of(), request.files());
    assertEquals("You held none of them.", text(result));
  }

  @Test
  void paths_that_are_no_files_of_a_repository_never_release_everything() {
    JsonNode result = wire.tool("release_lease", "{\"cwd\":\"/r\",\"paths\":[\"ignored.log\"]}");
    assertTrue(text(result).contains("Edit them freely"), result.toString());
    JsonNode none = wire.tool("acquire_lease", "{\"cwd\":\"/r\",\"paths\":[]}");
    assertEquals("BAD_REQUEST", none.path("structuredContent").path("code").asString());
  }

  @Test
  void a_declaration_keeps_its_lines_and_passes_the_advice_on() throws Exception {
    desk.answer(
        Addresses.DECLARE_FILES,
        request -> {
          asked.add(request);
          return new DeclarationAnswer(
              declaration("a.java"),
              DeclarationAdvice.TAKE_ANOTHER_PART,
              null,
              List.of(),
              "ann is at the same lines of a.java.");
        });
    JsonNode result =
        wire.tool(
            "declare_files",
            """
            {"cwd":"/r","intent":"rename","files":[{"path":"a.java","lines":[{"from":3,"to":9}]},\
            {"path":"ignored.log"},{"path":"b.java"}],\
            "task_id":"task_00000000-0000-7000-8000-000000000000","slot":0,"fence":4}\
            """);
    assertTrue(text(result).contains("same lines of a.java.\nAdvice: begin with"), text(result));
    DeclareFiles request = (DeclareFiles) asked();
    assertEquals(
        List.of(
            new DeclaredFile("a.java", List.of(new LineRange(3, 9))),
            new DeclaredFile("b.java", List.of())),
        request.files());
    assertEquals("/r", request.worktree());
    assertEquals(4L, request.fence());
    assertNull(request.readOnly());
  }

  @Test
  void a_range_that_ends_before_it_begins_is_refused() {
    JsonNode result =
        wire.tool(
            "declare_files",
            "{\"cwd\":\"/r\",\"files\":[{\"path\":\"a\",\"lines\":[{\"from\":9,\"to\":3}]}]}");
    assertEquals("BAD_REQUEST", result.path("structuredContent").path("code").asString());
  }

  @Test
  void who_holds_names_holders_and_declarers_of_the_asked_files_only() {
    desk.answer(
        Addresses.LEASE_LIST,
        request ->
            new LeaseList(NOW, List.of(lease("a.java", "ann", "mend"), lease("z", "zoe", "z"))));
    desk.answer(
        Addresses.DECLARE_LIST, request -> new DeclarationList(List.of(declaration("a.java"))));
    String found = text(wire.tool("who_holds", "{\"cwd\":\"/r\",\"paths\":[\"a.java\"]}"));
    assertTrue(found.contains("Held: a.java in /r, by ann"), found);
    assertTrue(found.contains("Declared: a.java (lines 3-9) in /r, by bea: \"rename\""), found);
    assertFalse(found.contains("zoe"), found);
    assertTrue(text(wire.tool("who_holds", "{}")).contains("zoe"));
    assertEquals(
        "Nobody holds or declared them.",
        text(wire.tool("who_holds", "{\"cwd\":\"/r\",\"paths\":[\"b.java\"]}")));
    assertEquals(2, wire.resource("muster://leases").path("leases").size());
  }

  @Test
  void the_leases_of_a_session_that_ends_rest() throws Exception {
    desk.answer(
        Addresses.LEASE_ACQUIRE,
        request ->
            new LeaseAnswer(true, List.of(), List.of(), List.of(), List.of(), false, 0, null));
    desk.answer(
        Addresses.LEASE_REST,
        request -> {
          asked.add(request);
          return new LeasesReleased(List.of());
        });
    wire.tool("acquire_lease", "{\"cwd\":\"/r\",\"paths\":[\"a.java\"]}");
    wire.send(wire.request().DELETE());
    assertEquals(new RestLeases("mcp-" + wire.session()), asked());
  }

  @Test
  void an_agent_that_claimed_is_shown_by_its_name() throws Exception {
    desk.answer(
        Addresses.AGENT_REGISTER,
        request -> new AgentRegistered(AgentId.next(NOW, RANDOM), request.name(), 5, 30));
    desk.answer(Addresses.TASK_CLAIM, request -> new NothingBound());
    desk.answer(
        Addresses.LEASE_ACQUIRE,
        request -> {
          asked.add(request);
          return new LeaseAnswer(true, List.of(), List.of(), List.of(), List.of(), false, 0, null);
        });
    wire.tool("claim_task", "{\"agent\":\"clara\",\"wait_s\":0}");
    wire.tool("acquire_lease", "{\"cwd\":\"/r\",\"paths\":[\"a.java\"]}");
    assertEquals("clara", ((AcquireLeases) asked()).agent());
  }
}
