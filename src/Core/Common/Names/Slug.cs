using System.Globalization;
using System.Text;

namespace ExperimentAdmin.Core.Common.Names;

/// <summary>The part of an address that names a project or an environment. It never changes once given.</summary>
public static class Slug
{
    /// <summary>The longest slug.</summary>
    public const int MaxLength = 50;

    // First parts of addresses that belong to the app itself, and second parts that would hide a page.
    private static readonly HashSet<string> s_reserved = new(StringComparer.Ordinal)
    {
        "account", "api", "admin", "docs", "error", "flags", "health", "home", "instance", "keys", "new", "not-found",
        "ofrep", "openapi", "people", "pictures", "projects", "search", "settings", "setup", "sse", "static", "v1",
    };

    /// <summary>Makes a slug from a name: letters and digits in lower case, everything else a hyphen.</summary>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var slug = new StringBuilder();
        foreach (var character in name.Normalize(NormalizationForm.FormKD))
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (CharUnicodeInfo.GetUnicodeCategory(character) is not UnicodeCategory.NonSpacingMark
                && slug.Length > 0 && slug[^1] != '-')
            {
                slug.Append('-');
            }
        }

        var text = slug.ToString().Trim('-');
        text = text.Length > MaxLength ? text[..MaxLength].Trim('-') : text;
        return text.Length == 0 || s_reserved.Contains(text) ? $"{text}-1".Trim('-') : text;
    }

    /// <summary>Whether a part of an address could be one, in any case: letters, digits and hyphens of ASCII.</summary>
    public static bool IsSlug(string part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return part.Length is > 0 and <= MaxLength && part.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-');
    }

    /// <summary>Makes a slug that is none of <paramref name="taken"/>, by counting up.</summary>
    public static string Unique(string name, IReadOnlySet<string> taken)
    {
        ArgumentNullException.ThrowIfNull(taken);
        var first = From(name);
        var slug = first;
        for (var number = 2; taken.Contains(slug); number++)
        {
            var suffix = string.Create(CultureInfo.InvariantCulture, $"-{number}");
            slug = first[..Math.Min(first.Length, MaxLength - suffix.Length)].TrimEnd('-') + suffix;
        }

        return slug;
    }
}
