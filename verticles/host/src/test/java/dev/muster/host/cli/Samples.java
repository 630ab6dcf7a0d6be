package dev.muster.host.cli;

/** Answers as a host gives them. */
final class Samples {
  private Samples() {}

  static final String ACCEPTED =
      """
      {"id":"task_1","state":"SUBMITTED","poll":"/api/v1/tasks/task_1","retry_after":1,
       "estimate":{"agents":2,"coordination_class":"SUBOPTIMAL","success":0.71,
                   "provenance":"heuristic"}}
      """;

  static final String CANCELLED = "{\"id\":\"task_1\",\"state\":\"CANCELLED\"}";

  static final String FLEET =
      """
      {"swarm":"default","mode":"FALLBACK","mode_reason":"no_model","seq":4,
       "task_counts":{"READY":3,"RUNNING":1},
       "agents":[{"id":"agent_1","name":"alpha","kind":"exec","capabilities":["java"],
                  "languages":[],"state":"busy","slots_ended":2,"slots_expired":0}],
       "running":[{"id":"attempt_1","task_id":"task_1","number":1,"title":"do it",
                   "slots":[{"slot":0,"agent":"alpha","state":"running","fence":7}]}],
       "tasks":[],"decisions":[]}
      """;

  static final String TASK =
      """
      {"task":{"id":"task_1","state":"RUNNING","title":"red \\u001b[31m title","reason":null,
               "held":null,"depends_on":["task_0"],
               "estimate":{"agents":2,"coordination_class":"SUBOPTIMAL","success":0.71,
                           "provenance":"heuristic"}},
       "attempts":[{"id":"attempt_1","number":1,
                    "slots":[{"slot":0,"agent":"alpha","state":"ended","result":"succeeded",
                              "duration_ms":12,"peak_memory_bytes":4194304,"message":null}]}],
       "decisions":[{"agents":2,"coordination_class":"SUBOPTIMAL","model":"heuristic-1",
                     "provenance":"heuristic","mode":"FALLBACK","mode_reason":"no_model",
                     "because":"two are enough",
                     "features":[{"name":"size","value":0.5,"provenance":"estimated"},
                                 {"name":"churn","value":null,"provenance":"unknown"}],
                     "contributions":[{"feature":"size","effect":0.25}],
                     "mask":[{"n":3,"reason":"2 agents are free and qualify"}],
                     "curve":[{"n":1,"success":0.6,"utility":0.4},
                              {"n":2,"success":0.71,"utility":0.8},
                              {"n":3,"success":0.8,"utility":0.7}]}]}
      """;
}
