namespace ExperimentAdmin.Unit.Experiments;

internal enum LifeStepKind
{
    Apply,
    Start,
    Pause,
    NewPhase,
    End,
    Undo,
    Archive,
    Unarchive,
    StopAll,
    ResumeStopped,
    Open,
    Close,
    ChangeDefault,
    Exclude,
}
