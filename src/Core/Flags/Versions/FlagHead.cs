namespace ExperimentAdmin.Core.Flags.Versions;

/// <summary>Points at the version of a feature that an environment serves.</summary>
internal sealed class FlagHead
{
    public required int EnvironmentId { get; init; }

    public required int FeatureId { get; init; }

    public int LiveVersionId { get; set; }

    /// <summary>Counts every change of the flag's states in this environment: the number of its newest record.</summary>
    public int Revision { get; set; }
}
