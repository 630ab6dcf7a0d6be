package dev.muster.lab.replay;

/** One commit of the integration log as its trailers tell it. */
record LandedPart(String commit, String task, int part, int parts, int slot, long fence) {}
