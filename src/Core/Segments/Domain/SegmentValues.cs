using System.Text.Json;
using ExperimentAdmin.Core.Common;
using ExperimentAdmin.Core.Evaluation;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>The forms in which conditions write what they compare with.</summary>
public static class SegmentValues
{
    /// <summary>The longest value.</summary>
    public const int MaxLength = 20_000;

    /// <summary>Ends a value that is meant as a version: <c>1.2.0:semver</c>.</summary>
    public const string VersionSuffix = ComparisonTest.VersionSuffix;

    /// <summary>The items of an IN list.</summary>
    public static IReadOnlyList<string> Items(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return ListTest.Items(value);
    }

    /// <summary>Writes an IN list: with commas, or as JSON when an item has one itself.</summary>
    public static string List(IReadOnlyList<string> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        var needsJson = items.Any(item => item.Contains(',', StringComparison.Ordinal)) || items is [['[', ..], ..];
        return needsJson ? JsonSerializer.Serialize(items) : string.Join(',', items);
    }

    /// <summary>
    /// The form in which a condition is stored: percentages in their shortest form, which all clients read alike, and
    /// nothing where nothing is compared.
    /// </summary>
    internal static SegmentCondition Tidy(SegmentCondition condition) => condition with
    {
        Value = condition.Operator switch
        {
            SegmentOperator.IsSet or SegmentOperator.IsNotSet => string.Empty,
            SegmentOperator.PercentageSplit when BasisPoints.Parse(condition.Value, nameof(condition.Value)).TryGet(out var share, out _)
                => share.ToPercentText(),
            _ => condition.Value,
        },
        Description = string.IsNullOrWhiteSpace(condition.Description) ? null : condition.Description.Trim(),
    };

    /// <summary>Whether a value can be read as a number.</summary>
    internal static bool IsNumber(string value) => ValueTest.Real(value) is { } number && double.IsFinite(number);
}
