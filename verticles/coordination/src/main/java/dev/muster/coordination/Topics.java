package dev.muster.coordination;

import dev.muster.bus.Bus;
import dev.muster.contract.Addresses;
import dev.muster.contract.AgentChanged;
import dev.muster.contract.AlertChanged;
import dev.muster.contract.AttemptChanged;
import dev.muster.contract.DecisionMade;
import dev.muster.contract.DeclarationChanged;
import dev.muster.contract.EditUnleased;
import dev.muster.contract.Event;
import dev.muster.contract.LeaseChanged;
import dev.muster.contract.LeaseDenied;
import dev.muster.contract.ModeChanged;
import dev.muster.contract.ModelChanged;
import dev.muster.contract.NoticeChanged;
import dev.muster.contract.PluginChanged;
import dev.muster.contract.PluginEmitted;
import dev.muster.contract.TaskChanged;

/** Tells each kind of event on its topic. */
final class Topics {
  private final Bus bus;

  Topics(Bus bus) {
    this.bus = bus;
  }

  void tell(Event event) {
    switch (event) {
      case TaskChanged changed -> bus.publish(Addresses.TASK_EVENTS, changed);
      case AttemptChanged changed -> bus.publish(Addresses.ATTEMPT_EVENTS, changed);
      case AgentChanged changed -> bus.publish(Addresses.AGENT_EVENTS, changed);
      case DecisionMade made -> bus.publish(Addresses.DECISION_EVENTS, made);
      case LeaseChanged changed -> bus.publish(Addresses.LEASE_EVENTS, changed);
      case LeaseDenied denied -> bus.publish(Addresses.DENIAL_EVENTS, denied);
      case EditUnleased edited -> bus.publish(Addresses.UNLEASED_EVENTS, edited);
      case DeclarationChanged changed -> bus.publish(Addresses.DECLARATION_EVENTS, changed);
      case NoticeChanged changed -> bus.publish(Addresses.NOTICE_EVENTS, changed);
      case ModelChanged changed -> bus.publish(Addresses.MODEL_EVENTS, changed);
      case ModeChanged changed -> bus.publish(Addresses.MODE_EVENTS, changed);
      case AlertChanged changed -> bus.publish(Addresses.ALERT_EVENTS, changed);
      case PluginChanged changed -> bus.publish(Addresses.PLUGIN_EVENTS, changed);
      case PluginEmitted emitted -> bus.publish(Addresses.EMITTED_EVENTS, emitted);
    }
  }
}
