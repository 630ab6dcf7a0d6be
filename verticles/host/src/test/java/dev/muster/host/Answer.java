package dev.muster.host;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the host answered. */
record Answer(int status, HttpHeaders headers, String text) {
  private static final JsonMapper JSON = new JsonMapper();

  static Answer of(HttpResponse<String> response) {
    return new Answer(response.statusCode(), response.headers(), response.body());
  }

  JsonNode json() {
    return JSON.readTree(text);
  }

  String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  /** Asserts a problem of this status and code, and returns its sentence. */
  String problem(int expectedStatus, String code) {
    assertEquals(expectedStatus + " " + code, status + " " + found("code"), text);
    assertEquals("application/problem+json", header("Content-Type"));
    assertEquals(expectedStatus, json().path("status").asInt());
    return found("detail");
  }

  private String found(String field) {
    return text.startsWith("{") ? json().path(field).asString("") : text;
  }
}
