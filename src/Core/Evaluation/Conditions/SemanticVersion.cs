using System.Buffers;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>A version by SemVer 2.0, strictly: three parts, no prefix. Build metadata is read and ignored.</summary>
internal sealed class SemanticVersion
{
    private const int Parts = 3;

    private static readonly SearchValues<char> s_letters =
        SearchValues.Create("0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-");

    private readonly string _core;
    private readonly string? _preRelease;

    private SemanticVersion(string core, string? preRelease) => (_core, _preRelease) = (core, preRelease);

    /// <summary>The version, or null when the text is none.</summary>
    public static SemanticVersion? TryParse(string text)
    {
        var plus = text.IndexOf('+', StringComparison.Ordinal);
        var (version, build) = plus < 0 ? (text, null) : (text[..plus], text[(plus + 1)..]);
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var (core, preRelease) = dash < 0 ? (version, null) : (version[..dash], version[(dash + 1)..]);
        return IsCore(core) && (preRelease is null || IsDotted(preRelease, withZeros: false)) && (build is null || IsDotted(build, withZeros: true))
            ? new SemanticVersion(core, preRelease)
            : null;
    }

    /// <summary>Below 0 when this version comes before the other, above 0 when it comes after.</summary>
    public int OrderAgainst(SemanticVersion other)
        => Compare(_core, other._core) is not 0 and var order ? order : (_preRelease, other._preRelease) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => Compare(_preRelease, other._preRelease),
        };

    // The first part that differs decides, and then how many there are.
    private static int Compare(ReadOnlySpan<char> own, ReadOnlySpan<char> its)
    {
        while (!own.IsEmpty && !its.IsEmpty)
        {
            var left = Next(ref own);
            var right = Next(ref its);
            if (ComparePart(left, right) is not 0 and var order)
            {
                return order;
            }
        }

        return own.Length.CompareTo(its.Length);
    }

    // Numbers come before words. Of any length: without leading zeros the longer one is the larger one.
    private static int ComparePart(ReadOnlySpan<char> left, ReadOnlySpan<char> right) => (IsNumber(left), IsNumber(right)) switch
    {
        (true, true) when left.Length != right.Length => left.Length.CompareTo(right.Length),
        (true, false) => -1,
        (false, true) => 1,
        _ => left.SequenceCompareTo(right),
    };

    private static bool IsCore(ReadOnlySpan<char> text)
    {
        var count = 0;
        for (; !text.IsEmpty && count <= Parts; count++)
        {
            var isLast = text.IndexOf('.') < 0;
            var part = Next(ref text);
            if (!IsNumber(part) || HasLeadingZero(part) || isLast != (count == Parts - 1))
            {
                return false;
            }
        }

        return count == Parts;
    }

    private static bool IsDotted(ReadOnlySpan<char> text, bool withZeros)
    {
        if (text.IsEmpty || text[^1] == '.')
        {
            return false;
        }

        while (!text.IsEmpty)
        {
            var part = Next(ref text);
            if (part.IsEmpty || part.ContainsAnyExcept(s_letters) || (!withZeros && IsNumber(part) && HasLeadingZero(part)))
            {
                return false;
            }
        }

        return true;
    }

    private static ReadOnlySpan<char> Next(ref ReadOnlySpan<char> dotted)
    {
        var end = dotted.IndexOf('.');
        var part = end < 0 ? dotted : dotted[..end];
        dotted = end < 0 ? [] : dotted[(end + 1)..];
        return part;
    }

    private static bool IsNumber(ReadOnlySpan<char> part) => !part.IsEmpty && !part.ContainsAnyExceptInRange('0', '9');

    private static bool HasLeadingZero(ReadOnlySpan<char> number) => number is ['0', _, ..];
}
