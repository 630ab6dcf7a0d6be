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

  public static final Service<DecideBatch, AdviceBatch> DECIDE_BATCH =
      new Service<>("muster.decide.batch", DecideBatch.class, AdviceBatch.class);

  public static final Service<ReportDecisionOutcome, FeedbackTaken> DECIDE_OUTCOME =
      new Service<>("muster.decide.outcome", ReportDecisionOutcome.class, FeedbackTaken.class);

  public static final Service<DescribeModels, ModelList> MODEL_DESCRIBE =
      new Service<>("muster.model.describe", DescribeModels.class, ModelList.class);

  public static final Service<SwitchModel, ModelList> MODEL_SWITCH =
      new Service<>("muster.model.switch", SwitchModel.class, ModelList.class);

  public static final Service<DescribeExperiments, ExperimentList> EXPERIMENT_DESCRIBE =
      new Service<>("muster.experiment.describe", DescribeExperiments.class, ExperimentList.class);

  public static final Service<StartExperiment, ExperimentList> EXPERIMENT_START =
      new Service<>("muster.experiment.start", StartExperiment.class, ExperimentList.class);

  public static final Service<StopExperiment, ExperimentList> EXPERIMENT_STOP =
      new Service<>("muster.experiment.stop", StopExperiment.class, ExperimentList.class);

  public static final Service<DescribeFigures, FigureList> FIGURES_DESCRIBE =
      new Service<>("muster.figures.describe", DescribeFigures.class, FigureList.class);

  public static final Service<DescribeHealth, HealthReport> HEALTH_DESCRIBE =
      new Service<>("muster.health.describe", DescribeHealth.class, HealthReport.class);

  public static final Service<ListSnapshots, SnapshotList> SNAPSHOT_LIST =
      new Service<>("muster.snapshot.list", ListSnapshots.class, SnapshotList.class);

  public static final Service<ListAlerts, AlertList> ALERT_LIST =
      new Service<>("muster.alert.list", ListAlerts.class, AlertList.class);

  public static final Service<ListAlertHistory, AlertHistory> ALERT_HISTORY =
      new Service<>("muster.alert.history", ListAlertHistory.class, AlertHistory.class);

  public static final Service<SilenceAlerts, SilenceAnswer> ALERT_SILENCE =
      new Service<>("muster.alert.silence", SilenceAlerts.class, SilenceAnswer.class);

  public static final Service<EndSilence, SilenceAnswer> ALERT_UNSILENCE =
      new Service<>("muster.alert.unsilence", EndSilence.class, SilenceAnswer.class);

  public static final Service<RegisterAgent, AgentRegistered> AGENT_REGISTER =
      new Service<>("muster.agent.register", RegisterAgent.class, AgentRegistered.class);
  public static final Service<Heartbeat, AgentSeen> AGENT_HEARTBEAT =
      new Service<>("muster.agent.heartbeat", Heartbeat.class, AgentSeen.class);
  public static final Service<ListAgents, AgentRoster> AGENT_LIST =
      new Service<>("muster.agent.list", ListAgents.class, AgentRoster.class);
  public static final Service<DescribeFleet, FleetPicture> FLEET_DESCRIBE =
      new Service<>("muster.fleet.describe", DescribeFleet.class, FleetPicture.class);

  public static final Service<AcquireLeases, LeaseAnswer> LEASE_ACQUIRE =
      new Service<>("muster.lease.acquire", AcquireLeases.class, LeaseAnswer.class);

  public static final Service<RenewLeases, LeasesRenewed> LEASE_RENEW =
      new Service<>("muster.lease.renew", RenewLeases.class, LeasesRenewed.class);

  public static final Service<ReleaseLeases, LeasesReleased> LEASE_RELEASE =
      new Service<>("muster.lease.release", ReleaseLeases.class, LeasesReleased.class);

  public static final Service<ListLeases, LeaseList> LEASE_LIST =
      new Service<>("muster.lease.list", ListLeases.class, LeaseList.class);

  public static final Service<RestLeases, LeasesReleased> LEASE_REST =
      new Service<>("muster.lease.rest", RestLeases.class, LeasesReleased.class);

  public static final Service<CheckLanding, LandingChecked> LEASE_CHECK =
      new Service<>("muster.lease.check", CheckLanding.class, LandingChecked.class);

  public static final Service<DeclareFiles, DeclarationAnswer> DECLARE_FILES =
      new Service<>("muster.declare.files", DeclareFiles.class, DeclarationAnswer.class);

  public static final Service<ListDeclarations, DeclarationList> DECLARE_LIST =
      new Service<>("muster.declare.list", ListDeclarations.class, DeclarationList.class);

  public static final Service<OpenSession, SessionAnswer> SESSION_OPEN =
      new Service<>("muster.session.open", OpenSession.class, SessionAnswer.class);

  public static final Service<PromptSession, SessionAnswer> SESSION_PROMPT =
      new Service<>("muster.session.prompt", PromptSession.class, SessionAnswer.class);

  public static final Service<RecordEdits, EditsRecorded> SESSION_EDITS =
      new Service<>("muster.session.edits", RecordEdits.class, EditsRecorded.class);

  public static final Service<ReportEvidence, SessionAnswer> SESSION_EVIDENCE =
      new Service<>("muster.session.evidence", ReportEvidence.class, SessionAnswer.class);

  public static final Service<EndSubagent, LeasesReleased> SESSION_SUBAGENT_END =
      new Service<>("muster.session.subagent_end", EndSubagent.class, LeasesReleased.class);

  public static final Service<RestSession, SessionAnswer> SESSION_REST =
      new Service<>("muster.session.rest", RestSession.class, SessionAnswer.class);

  public static final Service<CloseSession, SessionAnswer> SESSION_CLOSE =
      new Service<>("muster.session.close", CloseSession.class, SessionAnswer.class);

  public static final Service<DescribeSession, SessionList> SESSION_DESCRIBE =
      new Service<>("muster.session.describe", DescribeSession.class, SessionList.class);

  public static final Service<RaiseNotice, NoticeAnswer> NOTICE_RAISE =
      new Service<>("muster.notice.raise", RaiseNotice.class, NoticeAnswer.class);

  public static final Service<ReviewNotice, NoticeAnswer> NOTICE_REVIEW =
      new Service<>("muster.notice.review", ReviewNotice.class, NoticeAnswer.class);

  public static final Service<ListNotices, NoticeList> NOTICE_LIST =
      new Service<>("muster.notice.list", ListNotices.class, NoticeList.class);

  public static final Service<ForgetRepo, RepoForgotten> REPO_FORGET =
      new Service<>("muster.repo.forget", ForgetRepo.class, RepoForgotten.class);

  public static final Service<ListPlugins, PluginList> PLUGIN_LIST =
      new Service<>("muster.plugin.list", ListPlugins.class, PluginList.class);

  public static final Service<SwitchPlugin, PluginList> PLUGIN_SWITCH =
      new Service<>("muster.plugin.switch", SwitchPlugin.class, PluginList.class);

  public static final Service<GetMode, ModeAnswer> MODE_GET =
      new Service<>("muster.mode.get", GetMode.class, ModeAnswer.class);

  public static final Service<SetMode, ModeAnswer> MODE_SET =
      new Service<>("muster.mode.set", SetMode.class, ModeAnswer.class);

  public static final Topic<TaskChanged> TASK_EVENTS =
      new Topic<>("muster.events.task", TaskChanged.class);
  public static final Topic<AttemptChanged> ATTEMPT_EVENTS =
      new Topic<>("muster.events.attempt", AttemptChanged.class);
  public static final Topic<AgentChanged> AGENT_EVENTS =
      new Topic<>("muster.events.agent", AgentChanged.class);
  public static final Topic<DecisionMade> DECISION_EVENTS =
      new Topic<>("muster.events.decision", DecisionMade.class);

  public static final Topic<LeaseChanged> LEASE_EVENTS =
      new Topic<>("muster.events.lease", LeaseChanged.class);

  public static final Topic<LeaseDenied> DENIAL_EVENTS =
      new Topic<>("muster.events.denial", LeaseDenied.class);

  public static final Topic<EditUnleased> UNLEASED_EVENTS =
      new Topic<>("muster.events.unleased", EditUnleased.class);

  public static final Topic<DeclarationChanged> DECLARATION_EVENTS =
      new Topic<>("muster.events.declaration", DeclarationChanged.class);

  public static final Topic<NoticeChanged> NOTICE_EVENTS =
      new Topic<>("muster.events.notice", NoticeChanged.class);

  public static final Topic<PluginChanged> PLUGIN_EVENTS =
      new Topic<>("muster.events.plugin", PluginChanged.class);

  public static final Topic<ModelChanged> MODEL_EVENTS =
      new Topic<>("muster.events.model", ModelChanged.class);

  public static final Topic<ModeChanged> MODE_EVENTS =
      new Topic<>("muster.events.mode", ModeChanged.class);

  public static final Topic<AlertChanged> ALERT_EVENTS =
      new Topic<>("muster.events.alert", AlertChanged.class);

  public static final Topic<PluginEmitted> EMITTED_EVENTS =
      new Topic<>("muster.events.emitted", PluginEmitted.class);

  private Addresses() {}
}
