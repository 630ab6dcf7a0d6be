package dev.muster.contract;

/** A question or an order; the imperative says that it may be refused. */
public sealed interface Request extends Message
    permits SubmitTask,
        GetTask,
        ListTasks,
        CancelTask,
        ClaimSlot,
        RenewSlot,
        ReportProgress,
        ReportOutcome,
        Decide,
        RegisterAgent,
        Heartbeat,
        ListAgents,
        DescribeFleet {}
