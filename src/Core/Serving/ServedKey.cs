using ExperimentAdmin.Core.Serving.Counts;
using ExperimentAdmin.Core.Workspace.Domain;

namespace ExperimentAdmin.Core.Serving;

/// <summary>A key that opens an environment.</summary>
/// <param name="Environment">What it opens.</param>
/// <param name="Kind">How much of it.</param>
/// <param name="Id">The key's id, by which <see cref="EnvironmentKeyUses"/> notes its use.</param>
public readonly record struct ServedKey(ServedEnvironment Environment, EnvironmentKeyKind Kind, int Id);
