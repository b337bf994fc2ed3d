using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>
/// Compares by the type of the value: what the condition compares with is read as that type, and if it cannot be, there
/// is no match, also for "not equal".
/// </summary>
internal sealed class ComparisonTest : ValueTest
{
    /// <summary>Ends what a condition compares with when versions are meant.</summary>
    public const string VersionSuffix = ":semver";

    private readonly Comparison _comparison;
    private readonly string _expected;
    private readonly bool _wantsVersion;
    private readonly SemanticVersion? _version;
    private readonly ContextValue _integer;
    private readonly double? _real;
    private readonly bool _truth;

    public ComparisonTest(Comparison comparison, string expected)
    {
        (_comparison, _expected) = (comparison, expected);
        _wantsVersion = expected.EndsWith(VersionSuffix, StringComparison.Ordinal);
        _version = _wantsVersion ? SemanticVersion.TryParse(expected[..^VersionSuffix.Length]) : null;
        _integer = Integer(expected) is { } integer ? ContextValue.Of(integer) : ContextValue.Null;
        _real = Real(expected);
        _truth = expected is not ("False" or "false");
    }

    public override ConditionVerdict Run(ContextValue value) => value.Kind switch
    {
        ContextValueKind.Null => ConditionVerdict.NotSet,
        ContextValueKind.Boolean => Relate(value.AsBoolean.CompareTo(_truth)),
        ContextValueKind.Integer => _integer.IsSet ? Relate(value.CompareIntegerTo(_integer)) : ConditionVerdict.Unreadable,
        ContextValueKind.Real => _real is { } real ? Relate(value.AsReal.CompareTo(real)) : ConditionVerdict.Unreadable,
        ContextValueKind.Text when _wantsVersion => Versions(value.AsText),
        ContextValueKind.Text => Relate(CompareByCodePoint(value.AsText, _expected)),
        _ => throw new UnreachableException(),
    };

    /// <summary>An integer as conditions write it: blanks around and a sign are fine.</summary>
    internal static BigInteger? Integer(string text)
    {
        const NumberStyles Plain = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowLeadingSign;
        return BigInteger.TryParse(text, Plain, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    private ConditionVerdict Versions(string text)
        => _version is null ? ConditionVerdict.Unreadable
            : SemanticVersion.TryParse(text) is { } version ? Relate(version.OrderAgainst(_version))
            : ConditionVerdict.NotComparable;

    private ConditionVerdict Relate(int order) => Of(_comparison switch
    {
        Comparison.Equal => order == 0,
        Comparison.NotEqual => order != 0,
        Comparison.Greater => order > 0,
        Comparison.GreaterOrEqual => order >= 0,
        Comparison.Less => order < 0,
        Comparison.LessOrEqual => order <= 0,
        _ => throw new UnreachableException(),
    });

    // UTF-16 puts the halves of rare characters before the last of the common ones; code points do not.
    private static int CompareByCodePoint(string left, string right)
    {
        var same = left.AsSpan().CommonPrefixLength(right);
        return same == left.Length || same == right.Length
            ? left.Length.CompareTo(right.Length)
            : Place(left[same]).CompareTo(Place(right[same]));
    }

    private static int Place(char character) => char.IsSurrogate(character) ? character + char.MaxValue : character;
}
