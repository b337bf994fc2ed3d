using System.Text.RegularExpressions;

namespace ExperimentAdmin.Core.Evaluation;

/// <summary>A version by SemVer 2.0, strictly: three parts, no prefix. Build metadata is read and ignored.</summary>
internal sealed partial class SemanticVersion
{
    private readonly string[] _parts;
    private readonly string[] _preRelease;

    private SemanticVersion(string[] parts, string[] preRelease) => (_parts, _preRelease) = (parts, preRelease);

    /// <summary>The version, or null when the text is none.</summary>
    public static SemanticVersion? TryParse(string text)
    {
        var match = Form().Match(text);
        return !match.Success ? null : new SemanticVersion(
            [match.Groups["major"].Value, match.Groups["minor"].Value, match.Groups["patch"].Value],
            match.Groups["pre"] is { Success: true, Value: var pre } ? pre.Split('.') : []);
    }

    /// <summary>Below 0 when this version comes before the other, above 0 when it comes after.</summary>
    public int OrderAgainst(SemanticVersion other)
    {
        foreach (var (own, its) in _parts.Zip(other._parts))
        {
            if (CompareNumbers(own, its) is not 0 and var order)
            {
                return order;
            }
        }

        return (_preRelease, other._preRelease) switch
        {
            ([], []) => 0,
            ([], _) => 1,
            (_, []) => -1,
            _ => ComparePreRelease(_preRelease, other._preRelease),
        };
    }

    private static int ComparePreRelease(string[] own, string[] its)
    {
        foreach (var (left, right) in own.Zip(its))
        {
            var order = (IsNumber(left), IsNumber(right)) switch
            {
                (true, true) => CompareNumbers(left, right),
                (true, false) => -1,
                (false, true) => 1,
                _ => string.CompareOrdinal(left, right),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return own.Length.CompareTo(its.Length);
    }

    // Of any length: without leading zeros the longer one is the larger one.
    private static int CompareNumbers(string left, string right)
        => left.Length != right.Length ? left.Length.CompareTo(right.Length) : string.CompareOrdinal(left, right);

    private static bool IsNumber(string text) => !text.AsSpan().ContainsAnyExceptInRange('0', '9');

    [GeneratedRegex(
        @"\A(?<major>0|[1-9][0-9]*)\.(?<minor>0|[1-9][0-9]*)\.(?<patch>0|[1-9][0-9]*)"
        + @"(?:-(?<pre>(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*)(?:\.(?:0|[1-9][0-9]*|[0-9]*[a-zA-Z-][0-9a-zA-Z-]*))*))?"
        + @"(?:\+[0-9a-zA-Z-]+(?:\.[0-9a-zA-Z-]+)*)?\z",
        RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
