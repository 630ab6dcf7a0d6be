package dev.muster.host.cli;

/** A host that answers, as {@code muster up} tells about it. */
record ReadyHost(String url, String link, long pid) {}
