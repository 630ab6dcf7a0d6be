package dev.muster.host.cli;

/** The link to the host's page; its code works once and for a minute. */
final class OpenLink {
  private OpenLink() {}

  static String fresh(ApiClient client) {
    String code =
        client.post("/api/v1/session/code", JsonText.object()).body().path("code").asString("");
    return client.url() + "/#code=" + code;
  }
}
