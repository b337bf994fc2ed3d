namespace ExperimentAdmin.Core.Flags.States.Domain;

/// <summary>What an environment serves of a feature from the start.</summary>
/// <param name="EnvironmentId">The environment, in which the feature is not yet.</param>
/// <param name="FeatureId">The feature.</param>
/// <param name="Enabled">Whether it is switched on.</param>
/// <param name="Value">The control value; null for a flag without one.</param>
internal sealed record NewFlag(int EnvironmentId, int FeatureId, bool Enabled, string? Value)
{
    /// <summary>By variant id; only shares above 0.</summary>
    public IReadOnlyDictionary<int, BasisPoints> Allocations { get; init; } = new Dictionary<int, BasisPoints>();
}
