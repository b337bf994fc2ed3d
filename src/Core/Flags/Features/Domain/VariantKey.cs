namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>What a variant may be called. Results and events carry the key, so it never changes.</summary>
public static class VariantKey
{
    /// <summary>The key of the flag's own value, wherever arms are listed.</summary>
    public const string Control = Variant.ControlKey;

    /// <summary>The refusals of a key; empty when it will do.</summary>
    /// <param name="key">What was entered.</param>
    /// <param name="taken">The keys of the feature's other variants.</param>
    /// <param name="field">The input to name in the refusal.</param>
    public static IEnumerable<Error> Check(string? key, IEnumerable<string> taken, string field)
    {
        ArgumentNullException.ThrowIfNull(taken);
        var trimmed = key?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
        {
            yield return FlagErrors.KeyMissing(field);
        }
        else if (trimmed.Length > Variant.KeyMaxLength)
        {
            yield return FlagErrors.KeyTooLong(trimmed.Length, field);
        }
        else if (!trimmed.All(character => char.IsAsciiLetterOrDigit(character) || character is '_' or '-'))
        {
            yield return FlagErrors.KeyMalformed(field);
        }
        else if (string.Equals(trimmed, Variant.ControlKey, StringComparison.OrdinalIgnoreCase))
        {
            yield return FlagErrors.KeyReserved(field);
        }
        else if (JavaScriptMembers.Has(trimmed))
        {
            yield return FlagErrors.KeyInJavaScript(trimmed, field);
        }
        else if (taken.FirstOrDefault(other => string.Equals(other, trimmed, StringComparison.OrdinalIgnoreCase)) is { } other)
        {
            yield return FlagErrors.KeyTaken(other, field);
        }
    }

    /// <summary>What is wrong with a key that was given before there was a rule against it; null when nothing is.</summary>
    public static string? Problem(string key) => JavaScriptMembers.Has(key)
        ? $"Every object of JavaScript has a member {key} of its own, so applications that look up what to do by the variant {key} find that even where they have nothing for it. Add a variant with another key, then delete this one."
        : null;
}
