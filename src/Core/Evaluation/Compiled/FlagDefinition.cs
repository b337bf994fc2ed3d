namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A flag as an environment serves it.</summary>
/// <param name="Name">What applications ask for.</param>
/// <param name="Default">What everybody gets whom no override matches.</param>
/// <param name="Overrides">Of segments, in the order in which their segments list them.</param>
public sealed record FlagDefinition(string Name, StateDefinition Default, IReadOnlyList<OverrideDefinition> Overrides)
{
    /// <summary>What single identities get, whatever segments say, by identifier; null for nobody.</summary>
    public IReadOnlyDictionary<string, StateDefinition>? Identities { get; init; }
}
