using ExperimentAdmin.Core.Flags.Domain;

namespace ExperimentAdmin.Core.Serving;

/// <summary>A key that opens an environment.</summary>
/// <param name="Environment">What it opens.</param>
/// <param name="Kind">How much of it.</param>
public readonly record struct ServedKey(ServedEnvironment Environment, EnvironmentKeyKind Kind);
