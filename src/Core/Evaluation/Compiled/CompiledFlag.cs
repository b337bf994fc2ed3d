namespace ExperimentAdmin.Core.Evaluation.Compiled;

/// <summary>A flag with all its states read once. It knows its segments by key only, so that each can be compiled again without the other.</summary>
public sealed class CompiledFlag
{
    public CompiledFlag(FlagDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Default = new CompiledState(definition.Default);
        Outcomes = Default.Outcomes;
        var overrides = new CompiledState[definition.Overrides.Count];
        for (var index = 0; index < overrides.Length; index++)
        {
            overrides[index] = new CompiledState(definition.Overrides[index].State, Outcomes);
            Outcomes += overrides[index].Outcomes;
        }

        Overrides = overrides;
        Identities = definition.Identities?.ToDictionary(
            identity => identity.Key, identity => new CompiledState(identity.Value), StringComparer.Ordinal);
    }

    /// <summary>What it was made from.</summary>
    public FlagDefinition Definition { get; }

    /// <summary>What applications ask for.</summary>
    public string Name => Definition.Name;

    /// <summary>The environment default.</summary>
    public CompiledState Default { get; }

    /// <summary>The overrides of segments, in the order of <see cref="FlagDefinition.Overrides"/>.</summary>
    public IReadOnlyList<CompiledState> Overrides { get; }

    /// <summary>How many outcomes its default and its overrides of segments have: one more than the highest <see cref="Outcome.Index"/>.</summary>
    public int Outcomes { get; }

    /// <summary>The overrides of identities by identifier; null for nobody.</summary>
    internal Dictionary<string, CompiledState>? Identities { get; }
}
