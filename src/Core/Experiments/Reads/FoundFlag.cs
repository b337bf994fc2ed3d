namespace ExperimentAdmin.Core.Experiments.Reads;

/// <summary>A flag that a text was found in.</summary>
/// <param name="FeatureId">The flag.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">What people wrote about it.</param>
/// <param name="IsArchived">Whether it is out of use.</param>
public sealed record FoundFlag(int FeatureId, string Name, string Description, bool IsArchived);
