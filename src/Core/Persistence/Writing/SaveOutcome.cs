namespace ExperimentAdmin.Core.Persistence.Writing;

/// <summary>What became of a change that somebody asked for.</summary>
internal enum SaveOutcome
{
    /// <summary>It is in the database.</summary>
    Committed,

    /// <summary>There was nothing to change.</summary>
    Unchanged,

    /// <summary>A rule, a right or somebody else's change stood against it, and whoever asked was told.</summary>
    Refused,

    /// <summary>Whoever asked went away, or waited no longer, before it was written.</summary>
    Abandoned,

    /// <summary>The database did not take it, or there is a defect.</summary>
    Failed,
}
