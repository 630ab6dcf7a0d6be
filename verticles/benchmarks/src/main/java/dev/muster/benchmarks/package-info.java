/**
 * How long a decision takes, whether a fit beside it is felt, and what judging alerts costs.
 *
 * <pre>
 * mvn -Pbenchmarks -pl verticles/benchmarks -am -DskipTests package
 * java -cp 'verticles/benchmarks/target/classes:verticles/benchmarks/target/lib/*' org.openjdk.jmh.Main -prof gc
 * java -cp 'verticles/benchmarks/target/classes:verticles/benchmarks/target/lib/*' dev.muster.benchmarks.DecideCost
 * java -cp 'verticles/benchmarks/target/classes:verticles/benchmarks/target/lib/*' dev.muster.benchmarks.RetrainBeside
 * java -cp 'verticles/benchmarks/target/classes:verticles/benchmarks/target/lib/*' dev.muster.benchmarks.AlertCost
 * </pre>
 */
@NullMarked
package dev.muster.benchmarks;

import org.jspecify.annotations.NullMarked;
