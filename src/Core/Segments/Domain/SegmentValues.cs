using System.Text.Json;
using ExperimentAdmin.Core.Evaluation.Conditions;

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
    /// The form in which a condition is stored: without blanks around what is looked at and what is compared with, percentages in their
    /// shortest form, which all clients read alike, and nothing where nothing is compared. The engine itself cuts nothing.
    /// </summary>
    public static SegmentCondition Tidy(SegmentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return condition with
        {
            // Blanks alone are no name: without any property a percentage would silently be one of identities.
            Property = string.IsNullOrWhiteSpace(condition.Property) ? condition.Property : condition.Property.Trim(),
            Value = condition.Operator switch
            {
                SegmentOperator.IsSet or SegmentOperator.IsNotSet => string.Empty,
                SegmentOperator.PercentageSplit when BasisPoints.Parse(condition.Value, nameof(condition.Value)).TryGet(out var share, out _)
                    => share.ToPercentText(),
                SegmentOperator.Modulo => string.Join('|', condition.Value.Split('|', StringSplitOptions.TrimEntries)),
                SegmentOperator.In => TidyList(condition.Value.Trim()),
                SegmentOperator.Regex => TidyPattern(condition.Value),
                <= SegmentOperator.LessThanInclusive => TidyVersion(condition.Value.Trim()),
                _ => condition.Value.Trim(),
            },
            Description = string.IsNullOrWhiteSpace(condition.Description) ? null : condition.Description.Trim(),
        };
    }

    // Items of a JSON list are in quotes, and what is in there is meant.
    private static string TidyList(string list) => ListTest.IsJson(list)
        ? list
        : string.Join(',', list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private static string TidyVersion(string value) => value.EndsWith(VersionSuffix, StringComparison.Ordinal)
        ? $"{value[..^VersionSuffix.Length].Trim()}{VersionSuffix}"
        : value;

    // A blank that is escaped belongs to the pattern.
    private static string TidyPattern(string pattern)
    {
        var text = pattern.TrimStart();
        var end = text.TrimEnd().Length;
        var escapes = end - text.AsSpan(0, end).TrimEnd('\\').Length;
        return text[..Math.Min(text.Length, end + (escapes % 2))];
    }

    /// <summary>Whether a value can be read as a number.</summary>
    internal static bool IsNumber(string value) => ValueTest.Real(value) is { } number && double.IsFinite(number);
}
