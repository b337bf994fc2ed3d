namespace ExperimentAdmin.Core.Serving.Loading;

/// <summary>What came of loading an environment anew.</summary>
internal enum ReloadOutcome
{
    /// <summary>It is served as it is in the database.</summary>
    Swapped,

    /// <summary>It is gone, and not served any more.</summary>
    Removed,

    /// <summary>Whoever waited for it waits no longer: it is loaded at the next poll.</summary>
    Abandoned,

    /// <summary>It could not be loaded: what was served before is served on.</summary>
    Failed,
}
