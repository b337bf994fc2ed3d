namespace ExperimentAdmin.Core.Flags.Features.Domain;

/// <summary>
/// What a feature may be called. Applications ask for the name and addresses of pages carry it, so it keeps to
/// characters that need no escaping anywhere, and never changes.
/// </summary>
public static class FeatureName
{
    // "flags/new" is the page that creates one.
    private const string Reserved = "new";

    /// <summary>The refusals of a name; empty when it will do.</summary>
    public static IEnumerable<Error> Check(string? name)
    {
        var trimmed = name?.Trim() ?? string.Empty;
        if (trimmed.Length == 0)
        {
            yield return FlagErrors.NameMissing();
        }
        else if (trimmed.Length > Feature.NameMaxLength)
        {
            yield return FlagErrors.NameTooLong(trimmed.Length);
        }
        else if (!trimmed.All(IsAllowed) || !(char.IsAsciiLetterOrDigit(trimmed[0]) || trimmed[0] == '_'))
        {
            yield return FlagErrors.NameMalformed(Suggest(trimmed));
        }
        else if (string.Equals(trimmed, Reserved, StringComparison.OrdinalIgnoreCase))
        {
            yield return FlagErrors.NameReserved(trimmed);
        }
        else if (JavaScriptMembers.MetBy(trimmed) is { } member)
        {
            yield return FlagErrors.NameInJavaScript(trimmed, member);
        }
    }

    /// <summary>What is wrong with a name that was given before there was a rule against it; null when nothing is.</summary>
    public static string? Problem(string name) => JavaScriptMembers.MetBy(name) is { } member
        ? $"Every object of JavaScript has a member {member} of its own, which clients find in place of the flag {name}: up to failing for every flag of the environment. Create a flag with another name, have applications ask for that one, then delete this one."
        : null;

    private static bool IsAllowed(char character) => char.IsAsciiLetterOrDigit(character) || character is '_' or '-' or '.';

    private static string Suggest(string name)
        => new string([.. name.Select(character => IsAllowed(character) ? character : '_')]).TrimStart('-', '.');
}
