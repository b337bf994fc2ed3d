using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Serving.Lookup;

/// <summary>What an environment serves to one identity.</summary>
/// <param name="Context">Who was asked about, with all traits that counted.</param>
/// <param name="Stored">The traits that are stored of the identity, before those that were asked with.</param>
/// <param name="Revision">The revision of the environment that answered.</param>
/// <param name="Flags">By name.</param>
public sealed record IdentityAnswer(
    EvaluationContext Context, IReadOnlyDictionary<string, ContextValue> Stored, long Revision, IReadOnlyList<IdentityFlag> Flags);
