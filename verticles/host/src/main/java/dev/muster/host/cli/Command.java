package dev.muster.host.cli;

/**
 * A command that another module adds to {@link Cli}, found by {@link java.util.ServiceLoader}.
 *
 * <p>An implementer carries picocli's {@code @Command(name = ...)} and is a {@code
 * Callable<Integer>} whose result is the exit code. It declares {@code @Mixin GlobalOptions} to get
 * {@code --url}, {@code --data}, {@code --token}, {@code --json} and the {@link Screen}.
 */
public interface Command {}
