package dev.muster.contract;

/** Ask for every alert and silence. */
public record ListAlerts() implements Request {}
