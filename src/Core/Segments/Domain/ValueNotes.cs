using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;
using ExperimentAdmin.Core.Evaluation.Context;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>What engines disagree on by the value that a condition compares with.</summary>
internal static partial class ValueNotes
{
    // Beyond it a double, which is all that JavaScript has, leaves numbers out.
    private static readonly BigInteger s_largest = BigInteger.Pow(2, 53);

    public static IEnumerable<EngineDifference> OfEquality(SegmentCondition condition)
    {
        var (value, isNot) = (condition.Value, condition.Operator is SegmentOperator.NotEqual);
        if (IsVersion(value))
        {
            return isNot ? [EngineDifferences.VersionPrefix, EngineDifferences.VersionNotEqual] : [EngineDifferences.VersionPrefix];
        }

        return SegmentValues.IsNumber(value)
            ? [.. If(!IsShortest(value), EngineDifferences.NumberSpelling), .. OfNumber(value), .. If(IsShortestWhole(value), EngineDifferences.NumberText)]
            :
            [
                .. If(value is not "False" && value.Equals("false", StringComparison.OrdinalIgnoreCase) && value is not "false", EngineDifferences.BooleanSpelling),
                .. isNot
                    ? [EngineDifferences.NotEqualText]
                    : If(NumberStart().IsMatch(value), EngineDifferences.NumberStart),
            ];
    }

    public static IEnumerable<EngineDifference> OfOrder(string value)
        => IsVersion(value) ? [EngineDifferences.VersionPrefix]
            : SegmentValues.IsNumber(value) ? [.. OfNumber(value), EngineDifferences.NumberOrder]
            : [];

    public static IEnumerable<EngineDifference> OfContainment(SegmentCondition condition)
        => condition.Value.Length == 0 ? []
            : condition.Operator is SegmentOperator.Contains && IsVersion(condition.Value) ? [EngineDifferences.ContainsVersion]
            : InNumber().IsMatch(condition.Value) ? [EngineDifferences.ContainsNumber]
            : condition.Operator is SegmentOperator.NotContains ? [EngineDifferences.NotContains]
            : [];

    public static IEnumerable<EngineDifference> OfPattern(string value)
    {
        var pattern = KnownPattern.Of(value);
        if (pattern.Fault is not null)
        {
            return []; // It is refused, or nobody is in the segment, and that is said elsewhere.
        }

        var letters = pattern.Peculiar.Count(each => each is @"\d" or @"\D" or @"\w" or @"\W" or @"\s" or @"\S" or @"\b" or @"\B");
        var texts = pattern.Peculiar.Count(each => each is "$" or "." or "[^");
        return
        [
            .. If(!pattern.IsAnchored, EngineDifferences.PatternNotAnchored),
            .. If(pattern.CanBeNumber, EngineDifferences.PatternNumbers),
            .. If(pattern.TellsSpellingsApart, EngineDifferences.PatternBooleans),
            .. If(pattern.Peculiar.Count > letters + texts, EngineDifferences.PatternDialect),
            .. If(letters > 0, EngineDifferences.PatternLetters),
            .. If(texts > 0 || value.Any(char.IsSurrogate), EngineDifferences.PatternText),
        ];
    }

    public static IEnumerable<EngineDifference> OfList(string value)
    {
        var items = value.Length == 0 ? [] : ListTest.Items(value);
        return
        [
            .. If(ListTest.HasOtherThanTexts(value), EngineDifferences.ListJson),
            .. If(items.Any(item => LooksLikeNumber(item) && !IsShortestWhole(item)), EngineDifferences.ListNumbers),
            .. If(items.Any(item => IsShortestWhole(item) && IsLarge(item)), EngineDifferences.NumberLarge),
            .. If(items.Any(IsShortestWhole), EngineDifferences.NumberText),
            .. If(items.Any(item => item is "" or "0"), EngineDifferences.ListNothing),
            .. If(items.Any(item => bool.TryParse(item, out _)), EngineDifferences.ListBoolean),
        ];
    }

    public static IEnumerable<EngineDifference> OfModulo(string value)
    {
        if (ModuloTest.TryParse(value) is not var (divisor, remainder))
        {
            return [];
        }

        return remainder != 0 && (Math.Abs(remainder) >= Math.Abs(divisor) || remainder < 0 != divisor < 0)
            ? [EngineDifferences.ModuloNever]
            :
            [
                .. If(remainder != 0, EngineDifferences.ModuloSign),
                EngineDifferences.ModuloText,
                .. If(new ModuloTest(value) is var test && (IsLeft(test, 0) || IsLeft(test, 1)), EngineDifferences.ModuloBoolean),
            ];
    }

    private static bool IsLeft(ModuloTest test, long number) => test.Run(ContextValue.Of(number)) is ConditionVerdict.Holds;

    private static IEnumerable<EngineDifference> OfNumber(string value)
        => ComparisonTest.Integer(value) is null ? [EngineDifferences.NumberFraction] : If(IsLarge(value), EngineDifferences.NumberLarge);

    private static bool IsVersion(string value) => value.EndsWith(SegmentValues.VersionSuffix, StringComparison.Ordinal);

    // As the casting of traits reads text, which every engine then writes alike.
    private static bool LooksLikeNumber(string text) => ContextValue.Of(text).Cast().Kind is ContextValueKind.Integer or ContextValueKind.Real;

    private static bool IsShortest(string text) => ContextValue.Of(text).Cast() is { Kind: not ContextValueKind.Text } number && number.ToText() == text
        && !text.EndsWith(".0", StringComparison.Ordinal);

    private static bool IsShortestWhole(string text)
        => ContextValue.Of(text).Cast() is { Kind: ContextValueKind.Integer } number && number.ToText() == text;

    private static bool IsLarge(string whole)
        => BigInteger.Abs(BigInteger.Parse(whole, NumberStyles.Integer, CultureInfo.InvariantCulture)) > s_largest;

    private static IEnumerable<EngineDifference> If(bool condition, EngineDifference form) => condition ? [form] : [];

    [GeneratedRegex(@"\A[+-]?(?:[0-9]|\.[0-9])", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex NumberStart();

    // What text that looks like a number can have in it.
    [GeneratedRegex(@"\A-?[0-9]*\.?[0-9]*\z", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex InNumber();
}
