package dev.muster.store;

import dev.muster.contract.Event;
import dev.muster.contract.FailureCode;
import dev.muster.contract.Refused;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The database of one host: SQLite in WAL mode with every commit synced, one writer, a few readers.
 * A write is a function of a {@link Tx}; its stage completes after the commit that holds it.
 */
public final class Store implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Store.class);
  private static final int READS_WAITING_MAX = 4096;
  private static final Duration CLOSE_MAX = Duration.ofSeconds(10);

  private final FileChannel lock;
  private final Connection connection;
  private final GroupCommit writer;
  private final Thread writerThread;
  private final Readers readers;
  private final int readerCount;
  private final ThreadPoolExecutor readerThreads;
  private final CompletableFuture<Void> broken = new CompletableFuture<>();

  private Store(
      StoreOptions options,
      JsonMapper json,
      FileChannel lock,
      Connection connection,
      Readers readers) {
    this.lock = lock;
    this.connection = connection;
    var tx = Tx.forWriting(new Statements(connection, json));
    this.writer =
        new GroupCommit(connection, tx, options.queueMax(), () -> broken.completeAsync(() -> null));
    this.writerThread = Thread.ofPlatform().name("store-writer").start(writer);
    this.readers = readers;
    this.readerCount = options.readers();
    this.readerThreads =
        new ThreadPoolExecutor(
            options.readers(),
            options.readers(),
            1,
            TimeUnit.MINUTES,
            new ArrayBlockingQueue<>(READS_WAITING_MAX),
            Thread.ofPlatform().name("store-reader-", 0).factory());
  }

  /**
   * Opens the database, creating or migrating it. Refuses with {@link StoreRefused} what is no
   * database of ours, one that another process has open, and one that does not keep its pragmas.
   */
  public static Store open(StoreOptions options, JsonMapper json) {
    FileChannel lock = lock(options.file());
    try {
      StoreConnection.checkHeader(options.file());
      migrate(options);
      return new Store(
          options, json, lock, StoreConnection.open(options), Readers.open(options, json));
    } catch (IOException | SQLException | FlywayException failure) {
      release(lock);
      throw new StoreRefused(
          options.file() + " is no database of this version: " + failure.getMessage());
    }
  }

  /**
   * Carries out {@code work} on the writer's thread in a transaction of its own or a shared one.
   */
  public <T> CompletionStage<T> write(Function<Tx, T> work) {
    return writer.submit(work);
  }

  /** Carries out {@code work} on a reader's thread, on what is committed now. */
  public <T> CompletionStage<T> read(Function<Tx, T> work) {
    try {
      return CompletableFuture.supplyAsync(() -> readers.read(work), readerThreads);
    } catch (RejectedExecutionException full) {
      return CompletableFuture.failedFuture(
          readerThreads.isShutdown()
              ? new Refused(FailureCode.STORE_UNAVAILABLE, "the store is closing")
              : new Refused(
                  FailureCode.OVERLOADED, "more than " + READS_WAITING_MAX + " reads wait"));
    }
  }

  /** Gives back the pages that are kept to be quicker; they are read again when needed. */
  public void trim() {
    for (int i = 0; i < readerCount; i++) {
      var _ = read(Tx::trim);
    }
    var _ = write(Tx::trim);
  }

  /** Calls each listener on the writer's thread with the events of each commit that has some. */
  public void onEvents(Consumer<List<Event>> listener) {
    writer.onEvents(listener);
  }

  /**
   * Completes when the writer has stopped for good because a commit failed; not on the writer's
   * thread, so that who hears of it may close the store.
   */
  public CompletionStage<Void> broken() {
    return broken;
  }

  /** Commits what is queued and closes; what comes later is refused. */
  @Override
  public void close() {
    writer.close();
    try {
      writerThread.join(CLOSE_MAX);
      readerThreads.shutdown();
      if (!readerThreads.awaitTermination(CLOSE_MAX.toSeconds(), TimeUnit.SECONDS)) {
        LOG.warn("reads go on after {}; their connections end with the process", CLOSE_MAX);
      }
      readers.close();
      connection.close();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (SQLException failure) {
      throw Statements.unavailable(failure);
    } finally {
      release(lock);
    }
  }

  private static void migrate(StoreOptions options) {
    Flyway.configure()
        .dataSource(StoreConnection.url(options.file()), null, null)
        .locations("classpath:db/migration")
        .ignoreMigrationPatterns(new String[0]) // a newer version of the database is refused
        .load()
        .migrate();
  }

  private static FileChannel lock(Path file) {
    Path path = file.resolveSibling(file.getFileName() + ".lock");
    try {
      var channel =
          FileChannel.open(
              path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      if (channel.tryLock() == null) {
        String owner = Files.readString(path).strip();
        channel.close();
        throw new StoreRefused(file + " is open in another process, pid " + owner);
      }
      channel.truncate(0);
      channel.write(StandardCharsets.UTF_8.encode(ProcessHandle.current().pid() + "\n"));
      return channel;
    } catch (OverlappingFileLockException open) {
      long self = ProcessHandle.current().pid();
      throw new StoreRefused(file + " is open in this process already, pid " + self);
    } catch (IOException failure) {
      throw new StoreRefused("cannot write " + path + ": " + failure.getMessage());
    }
  }

  private static void release(FileChannel lock) {
    try {
      lock.close();
    } catch (IOException ignored) {
      // The lock ends with the process at the latest.
    }
  }
}
