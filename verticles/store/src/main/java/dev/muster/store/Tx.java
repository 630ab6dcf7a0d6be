package dev.muster.store;

/** The tables within one transaction. Confined to the function it is handed to. */
public final class Tx {
  private final TaskRows tasks;
  private final AttemptRows attempts;
  private final SlotRows slots;
  private final DecisionRows decisions;
  private final OutcomeRows outcomes;
  private final AgentRows agents;
  private final EventRows events;
  private final KeyRows keys;
  private final LeaseRows leases;
  private final WaitRows waits;
  private final SessionRows sessions;
  private final EditRows edits;
  private final DeclarationRows declarations;
  private final NoticeRows notices;
  private final PluginRows plugins;
  private final ForgetRows forgetting;
  private final ModeRows mode;
  private final ModelRows models;
  private final LearnerRows learner;
  private final AdviceRows advice;
  private final FigureRows figures;
  private final ExperimentRows experiments;
  private final SnapshotRows snapshots;
  private final AlertRows alerts;
  private final Statements sql;

  private Tx(Statements sql, EventRows events) {
    this.sql = sql;
    this.tasks = new TaskRows(sql);
    this.attempts = new AttemptRows(sql);
    this.slots = new SlotRows(sql);
    this.decisions = new DecisionRows(sql);
    this.outcomes = new OutcomeRows(sql);
    this.agents = new AgentRows(sql);
    this.keys = new KeyRows(sql);
    this.leases = new LeaseRows(sql);
    this.waits = new WaitRows(sql);
    this.sessions = new SessionRows(sql);
    this.edits = new EditRows(sql);
    this.declarations = new DeclarationRows(sql);
    this.notices = new NoticeRows(sql);
    this.plugins = new PluginRows(sql);
    this.forgetting = new ForgetRows(sql);
    this.events = events;
    this.mode = new ModeRows(sql);
    this.models = new ModelRows(sql, events);
    this.learner = new LearnerRows(sql);
    this.advice = new AdviceRows(sql);
    this.figures = new FigureRows(sql);
    this.experiments = new ExperimentRows(sql);
    this.snapshots = new SnapshotRows(sql);
    this.alerts = new AlertRows(sql);
  }

  static Tx forWriting(Statements sql) {
    return new Tx(sql, EventRows.continuing(sql));
  }

  static Tx forReading(Statements sql) {
    return new Tx(sql, EventRows.reading(sql));
  }

  public TaskRows tasks() {
    return tasks;
  }

  public AttemptRows attempts() {
    return attempts;
  }

  public SlotRows slots() {
    return slots;
  }

  public DecisionRows decisions() {
    return decisions;
  }

  public OutcomeRows outcomes() {
    return outcomes;
  }

  public AgentRows agents() {
    return agents;
  }

  public EventRows events() {
    return events;
  }

  public KeyRows keys() {
    return keys;
  }

  public LeaseRows leases() {
    return leases;
  }

  public WaitRows waits() {
    return waits;
  }

  public SessionRows sessions() {
    return sessions;
  }

  public EditRows edits() {
    return edits;
  }

  public DeclarationRows declarations() {
    return declarations;
  }

  public NoticeRows notices() {
    return notices;
  }

  public PluginRows plugins() {
    return plugins;
  }

  public ForgetRows forgetting() {
    return forgetting;
  }

  /** Gives back the pages of this connection that nothing needs. */
  boolean trim() {
    sql.update("PRAGMA shrink_memory");
    return true;
  }

  public ModeRows mode() {
    return mode;
  }

  public ModelRows models() {
    return models;
  }

  public LearnerRows learner() {
    return learner;
  }

  public AdviceRows advice() {
    return advice;
  }

  public ExperimentRows experiments() {
    return experiments;
  }

  public SnapshotRows snapshots() {
    return snapshots;
  }

  public AlertRows alerts() {
    return alerts;
  }

  public FigureRows figures() {
    return figures;
  }

  /** The next fence: larger than every fence before, over all tasks. */
  public long nextFence() {
    return sql.number("UPDATE sequence SET value = value + 1 WHERE name = 'fence' RETURNING value");
  }

  /** Makes {@code holder} the scheduler of {@code swarm}; the answer is its epoch, from 1. */
  public long takeScheduler(String swarm, String holder) {
    return sql.number(
        "INSERT INTO scheduler VALUES (?, 1, ?)"
            + " ON CONFLICT (swarm) DO UPDATE SET epoch = epoch + 1, holder = excluded.holder"
            + " RETURNING epoch",
        swarm,
        holder);
  }

  /** The epoch of the scheduler of {@code swarm}; 0 when there was none. */
  public long schedulerEpoch(String swarm) {
    return sql.number("SELECT epoch FROM scheduler WHERE swarm = ?", swarm);
  }
}
