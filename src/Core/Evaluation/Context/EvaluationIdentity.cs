namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>Whom is asked about.</summary>
/// <param name="Identifier">What the application calls them.</param>
/// <param name="Traits">What is known of them, by exact name.</param>
/// <param name="Key">What is hashed; null or empty for environment key and identifier, joined by an underscore.</param>
public sealed record EvaluationIdentity(
    string Identifier, IReadOnlyDictionary<string, ContextValue> Traits, string? Key = null)
{
    /// <summary>Leaves out what was set for this one identity, as if nobody knew it.</summary>
    public bool IsStranger { get; init; }
}
