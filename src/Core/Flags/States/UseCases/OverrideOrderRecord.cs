namespace ExperimentAdmin.Core.Flags.States.UseCases;

/// <summary>How a record keeps the order of a flag's overrides.</summary>
/// <param name="Order">The names of their segments, the one that wins first.</param>
public sealed record OverrideOrderRecord(string Order);
