package dev.muster.lab.bench;

import org.jspecify.annotations.Nullable;

/**
 * What sessions saw: how long answers took, by what they were. Confined to one thread at a time.
 */
final class LeaseTally {
  final Times grants = new Times();
  final Times checks = new Times();
  final Times renewals = new Times();
  final Times denials = new Times();

  /** Whatever was answered while the host was cold. */
  final Times warmUp = new Times();

  private long refused;
  private @Nullable String firstRefusal;

  /** An answer that is none: the host said this instead. */
  void refuse(String status) {
    refused++;
    firstRefusal = firstRefusal == null ? status : firstRefusal;
  }

  void add(LeaseTally other) {
    grants.addAll(other.grants);
    checks.addAll(other.checks);
    renewals.addAll(other.renewals);
    denials.addAll(other.denials);
    warmUp.addAll(other.warmUp);
    addRefusals(other);
  }

  /** Of another phase, whose times are of no interest. */
  void addRefusals(LeaseTally other) {
    refused += other.refused;
    firstRefusal = firstRefusal == null ? other.firstRefusal : firstRefusal;
  }

  /** How many answers came after the warm-up, refusals apart. */
  long answers() {
    return (long) grants.count() + checks.count() + renewals.count() + denials.count();
  }

  long refused() {
    return refused;
  }

  @Nullable String firstRefusal() {
    return firstRefusal;
  }
}
