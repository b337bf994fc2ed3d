using System.Text.Json;

namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>Everything that conditions can ask about.</summary>
/// <param name="environmentKey">The client-side key of the environment, whichever key the caller used.</param>
/// <param name="environmentName">The environment's name.</param>
/// <param name="identity">Whom is asked about; null when nobody is named.</param>
public sealed class EvaluationContext(string environmentKey, string environmentName, EvaluationIdentity? identity)
{
    /// <summary>The client-side key of the environment.</summary>
    public string EnvironmentKey { get; } = environmentKey;

    /// <summary>The environment's name.</summary>
    public string EnvironmentName { get; } = environmentName;

    /// <summary>Whom is asked about; null when nobody is named.</summary>
    public EvaluationIdentity? Identity { get; } = identity;

    /// <summary>What is hashed of the identity; null without one.</summary>
    public string? IdentityKey { get; } = identity is null ? null
        : string.IsNullOrEmpty(identity.Key) ? $"{environmentKey}_{identity.Identifier}"
        : identity.Key;

    /// <summary>The context as it was sent, for paths that lead elsewhere than to environment and identity; null when none was.</summary>
    internal JsonDocument? Json { get; init; }

    /// <summary>The trait of exactly that name, or null.</summary>
    internal ContextValue Trait(string name)
        => Identity is not null && Identity.Traits.TryGetValue(name, out var value) ? value : ContextValue.Null;

    /// <summary>What a chain of names leads to; null for nothing and for whatever is not a single value.</summary>
    internal ContextValue At(IReadOnlyList<string> path) => path switch
    {
        ["environment", "key"] => ContextValue.Of(EnvironmentKey),
        ["environment", "name"] => ContextValue.Of(EnvironmentName),
        ["identity", "identifier"] => ContextValue.Of(Identity?.Identifier),
        ["identity", "key"] => ContextValue.Of(IdentityKey),
        ["identity", "traits", var name] => Trait(name),
        _ => Json is null ? ContextValue.Null : At(Json.RootElement, path),
    };

    private static ContextValue At(JsonElement element, IEnumerable<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind is not JsonValueKind.Object)
            {
                return ContextValue.Null;
            }

            element = element.EnumerateObject().FirstOrDefault(member => member.NameEquals(name)).Value;
        }

        return ContextValue.Of(element);
    }
}
