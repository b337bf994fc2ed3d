namespace ExperimentAdmin.Core.Serving.Counts;

/// <summary>What an application asked an environment for.</summary>
public enum RequestKind
{
    /// <summary>The flags of the environment.</summary>
    Flags,

    /// <summary>The flags of an identity.</summary>
    Identity,

    /// <summary>All that is needed to evaluate locally.</summary>
    Document,

    /// <summary>Flags over the OpenFeature remote evaluation protocol.</summary>
    Ofrep,
}
