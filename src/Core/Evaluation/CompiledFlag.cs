namespace ExperimentAdmin.Core.Evaluation;

/// <summary>A flag with all its states read once. It knows its segments by key only, so that each can be compiled again without the other.</summary>
public sealed class CompiledFlag
{
    public CompiledFlag(FlagDefinition definition)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
        Default = new CompiledState(definition.Default);
        Overrides = [.. definition.Overrides.Select(scope => new CompiledState(scope.State))];
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

    /// <summary>The overrides of identities by identifier; null for nobody.</summary>
    internal Dictionary<string, CompiledState>? Identities { get; }
}
