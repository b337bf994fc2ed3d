using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>What a condition can ask about: a trait by its name, or one of a few paths.</summary>
public static class SegmentProperty
{
    /// <summary>The longest property.</summary>
    public const int MaxLength = 1_000;

    /// <summary>What is hashed of an identity.</summary>
    public const string IdentityKey = "$.identity.key";

    /// <summary>The paths that lead to something whoever is asked about, traits aside.</summary>
    public static IReadOnlyList<string> Paths { get; } =
        [IdentityKey, "$.identity.identifier", "$.environment.name", "$.environment.key"];

    /// <summary>The trait that a property asks about, by name or by path; null for anything else.</summary>
    public static string? Trait(string property)
    {
        ArgumentNullException.ThrowIfNull(property);
        return !ContextProperty.LooksLikePath(property) ? property
            : PropertyPath.TryParse(property) is ["identity", "traits", var trait] ? trait
            : null;
    }

    /// <summary>The path to a trait: the form in which all clients find it for a percentage.</summary>
    public static string TraitPath(string trait)
    {
        ArgumentNullException.ThrowIfNull(trait);
        var escaped = trait.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("'", @"\'", StringComparison.Ordinal);
        return $"$.identity.traits['{escaped}']";
    }

    /// <summary>
    /// How people read and write a property: a trait by its name, even if it is stored by its path, unless the name alone would mean
    /// something else.
    /// </summary>
    public static string Plain(string property)
        => Trait(property) is { Length: > 0 } trait && trait == trait.Trim() && !ContextProperty.LooksLikePath(trait) ? trait : property;

    /// <summary>Whether a property leads to the identifier of an identity or to its key, which are always text.</summary>
    internal static bool IsOfIdentity(string property)
        => ContextProperty.LooksLikePath(property) && PropertyPath.TryParse(property) is ["identity", "key" or "identifier"];

    /// <summary>Whether a property is a path that can never lead to a value.</summary>
    internal static bool LeadsNowhere(string property)
        => ContextProperty.LooksLikePath(property)
            && PropertyPath.TryParse(property) is not (["identity", "key" or "identifier"] or ["environment", "name" or "key"]
                or ["identity", "traits", _]);
}
