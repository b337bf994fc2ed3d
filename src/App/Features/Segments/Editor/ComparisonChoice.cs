using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>A comparison as the editor offers it: the one operator for versions reads differently from the one for numbers.</summary>
/// <param name="Operator">The operator.</param>
/// <param name="OfVersions">Whether versions are compared.</param>
public readonly record struct ComparisonChoice(SegmentOperator Operator, bool OfVersions = false)
{
    private static readonly SegmentOperator[] s_ofVersions =
    [
        SegmentOperator.Equal, SegmentOperator.NotEqual, SegmentOperator.GreaterThan, SegmentOperator.GreaterThanInclusive,
        SegmentOperator.LessThan, SegmentOperator.LessThanInclusive,
    ];

    /// <summary>All of them with their words, in the order in which they are offered.</summary>
    public static IReadOnlyList<(ComparisonChoice Value, string Text)> All { get; } =
    [
        .. Enum.GetValues<SegmentOperator>().Select(comparison => (new ComparisonChoice(comparison), RuleText.Of(comparison))),
        .. s_ofVersions.Select(comparison => (new ComparisonChoice(comparison, OfVersions: true), $"version {RuleText.Of(comparison)}")),
    ];

    /// <summary>Whether there is anything to compare with.</summary>
    public bool TakesValue => Operator is not (SegmentOperator.IsSet or SegmentOperator.IsNotSet);
}
