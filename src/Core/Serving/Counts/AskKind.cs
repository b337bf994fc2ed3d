namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>In which of the ways a flag can be asked for.</summary>
internal enum AskKind
{
    /// <summary>By its name, or in a report of what was read.</summary>
    Itself,

    /// <summary>With all flags that a client key opens.</summary>
    AllByClient,

    /// <summary>With all flags that a server key opens.</summary>
    AllByServer,

    /// <summary>With the environment's document.</summary>
    Document,
}
