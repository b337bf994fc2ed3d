namespace ExperimentAdmin.Core.Serving.Traits;

/// <summary>What came of keeping changes of an identity's traits until they are written.</summary>
internal enum PendingOutcome
{
    /// <summary>They are kept.</summary>
    Kept,

    /// <summary>Too much is waiting: once something is written there is room.</summary>
    NoRoom,

    /// <summary>With what is waiting already the identity would have more traits than it may.</summary>
    TooMany,
}
