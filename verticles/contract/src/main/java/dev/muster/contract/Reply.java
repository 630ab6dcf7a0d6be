package dev.muster.contract;

/** The answer to a {@link Request}. */
public sealed interface Reply extends Message
    permits TaskAccepted,
        TaskDetail,
        TaskPage,
        TaskCancelled,
        Claim,
        LeaseRenewed,
        OutcomeRecorded,
        Advice,
        AgentRegistered,
        AgentSeen,
        AgentRoster,
        FleetPicture,
        LeaseAnswer,
        LeasesRenewed,
        LeasesReleased,
        LeaseList,
        LandingChecked,
        DeclarationAnswer,
        DeclarationList,
        SessionAnswer,
        SessionList,
        EditsRecorded,
        NoticeAnswer,
        NoticeList,
        RepoForgotten {}
