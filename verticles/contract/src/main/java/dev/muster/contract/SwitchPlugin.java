package dev.muster.contract;

/**
 * Switch a plugin on or off; on also ends its quarantine. It is stored, and holds for later
 * versions of the same id.
 */
public record SwitchPlugin(String id, Boolean enabled) implements Request {
  public SwitchPlugin {
    id = Message.required("id", id);
    enabled = Message.required("enabled", enabled);
  }
}
