package dev.muster.host.cli;

import tools.jackson.databind.JsonNode;

/** A good answer of the host; the body of a 204 is a missing node. */
public record ApiAnswer(int status, JsonNode body) {}
