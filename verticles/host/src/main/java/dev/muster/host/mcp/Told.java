package dev.muster.host.mcp;

/** What a tool answers: a text that a model acts on, and the same as a record for programs. */
record Told(String text, Object content) {}
