namespace ExperimentAdmin.Core.Flags.States;

/// <summary>What is about to be deleted or archived; every member that is given must match.</summary>
/// <param name="EnvironmentId">An environment, or null for any.</param>
/// <param name="FeatureId">A feature, or null for any.</param>
/// <param name="VariantId">A variant of the feature, or null for all of it.</param>
public readonly record struct FlagUse(int? EnvironmentId, int? FeatureId, int? VariantId = null);
