package dev.muster.contract;

/** Every public address of the bus. */
public final class Addresses {
  public static final Service<SubmitTask, TaskAccepted> TASK_SUBMIT =
      new Service<>("muster.task.submit", SubmitTask.class, TaskAccepted.class);
  public static final Service<GetTask, TaskDetail> TASK_GET =
      new Service<>("muster.task.get", GetTask.class, TaskDetail.class);
  public static final Service<ListTasks, TaskPage> TASK_LIST =
      new Service<>("muster.task.list", ListTasks.class, TaskPage.class);
  public static final Service<CancelTask, TaskCancelled> TASK_CANCEL =
      new Service<>("muster.task.cancel", CancelTask.class, TaskCancelled.class);
  public static final Service<ClaimSlot, Claim> TASK_CLAIM =
      new Service<>("muster.task.claim", ClaimSlot.class, Claim.class);
  public static final Service<RenewSlot, LeaseRenewed> TASK_RENEW =
      new Service<>("muster.task.renew", RenewSlot.class, LeaseRenewed.class);
  public static final Service<ReportProgress, LeaseRenewed> TASK_PROGRESS =
      new Service<>("muster.task.progress", ReportProgress.class, LeaseRenewed.class);
  public static final Service<ReportOutcome, OutcomeRecorded> TASK_OUTCOME =
      new Service<>("muster.task.outcome", ReportOutcome.class, OutcomeRecorded.class);
  public static final Service<Decide, Advice> DECIDE =
      new Service<>("muster.decide", Decide.class, Advice.class);
  public static final Service<RegisterAgent, AgentRegistered> AGENT_REGISTER =
      new Service<>("muster.agent.register", RegisterAgent.class, AgentRegistered.class);
  public static final Service<Heartbeat, AgentSeen> AGENT_HEARTBEAT =
      new Service<>("muster.agent.heartbeat", Heartbeat.class, AgentSeen.class);
  public static final Service<ListAgents, AgentRoster> AGENT_LIST =
      new Service<>("muster.agent.list", ListAgents.class, AgentRoster.class);
  public static final Service<DescribeFleet, FleetPicture> FLEET_DESCRIBE =
      new Service<>("muster.fleet.describe", DescribeFleet.class, FleetPicture.class);

  public static final Topic<TaskChanged> TASK_EVENTS =
      new Topic<>("muster.events.task", TaskChanged.class);
  public static final Topic<AttemptChanged> ATTEMPT_EVENTS =
      new Topic<>("muster.events.attempt", AttemptChanged.class);
  public static final Topic<AgentChanged> AGENT_EVENTS =
      new Topic<>("muster.events.agent", AgentChanged.class);
  public static final Topic<DecisionMade> DECISION_EVENTS =
      new Topic<>("muster.events.decision", DecisionMade.class);

  private Addresses() {}
}
