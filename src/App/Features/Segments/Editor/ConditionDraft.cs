using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>A condition while somebody edits it; it may be wrong for a while.</summary>
public sealed class ConditionDraft
{
    /// <summary>What is looked at.</summary>
    public PropertyKind Kind { get; set; }

    /// <summary>The trait's name, while a trait is looked at.</summary>
    public string Trait { get; set; } = string.Empty;

    public ComparisonChoice Comparison { get; set; } = new(SegmentOperator.Equal);

    /// <summary>What is compared with, as people write it: without the mark of versions, lists with commas.</summary>
    public string Text { get; set; } = string.Empty;

    /// <summary>What a number is divided by.</summary>
    public string Divisor { get; set; } = string.Empty;

    /// <summary>What the division leaves.</summary>
    public string Remainder { get; set; } = string.Empty;

    /// <summary>What somebody wrote beside it; kept as it is.</summary>
    public string? Note { get; private set; }

    public static ConditionDraft Of(SegmentCondition condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        var ofVersions = condition.Operator <= SegmentOperator.LessThanInclusive
            && condition.Value.EndsWith(SegmentValues.VersionSuffix, StringComparison.Ordinal);
        var kind = KindOf(condition.Property);
        var parts = condition.Value.Split('|');
        return new ConditionDraft
        {
            Kind = kind,
            Trait = kind is PropertyKind.Trait ? SegmentProperty.Plain(condition.Property) : string.Empty,
            Comparison = new ComparisonChoice(condition.Operator, ofVersions),
            Text = condition.Operator switch
            {
                SegmentOperator.Modulo => string.Empty,
                SegmentOperator.In => ListText(condition.Value),
                _ when ofVersions => condition.Value[..^SegmentValues.VersionSuffix.Length],
                _ => condition.Value,
            },
            Divisor = condition.Operator is SegmentOperator.Modulo ? parts[0] : string.Empty,
            Remainder = condition.Operator is SegmentOperator.Modulo && parts.Length > 1 ? parts[1] : string.Empty,
            Note = condition.Description,
        };
    }

    /// <summary>Says what another condition says.</summary>
    public void Become(ConditionDraft other)
    {
        ArgumentNullException.ThrowIfNull(other);
        (Kind, Trait, Comparison, Text) = (other.Kind, other.Trait, other.Comparison, other.Text);
        (Divisor, Remainder, Note) = (other.Divisor, other.Remainder, other.Note);
    }

    /// <summary>The name of the trait that is looked at, also of one that is written by its path.</summary>
    public string TraitName => SegmentProperty.Trait(Trait.Trim()) ?? Trait.Trim();

    /// <summary>The condition as it would be stored.</summary>
    public SegmentCondition ToStored() => SegmentValues.Tidy(ToCondition());

    public SegmentCondition ToCondition() => new(Property, Comparison.Operator, Value, Note);

    private string Property => Kind switch
    {
        PropertyKind.Identifier => "$.identity.identifier",
        PropertyKind.IdentityKey => SegmentProperty.IdentityKey,
        PropertyKind.EnvironmentName => "$.environment.name",
        PropertyKind.EnvironmentKey => "$.environment.key",
        // Blank and not empty: without any property a percentage would silently be one of identities.
        _ when string.IsNullOrWhiteSpace(Trait) => " ",
        _ when Comparison.Operator is SegmentOperator.PercentageSplit => SegmentProperty.TraitPath(TraitName),
        _ => Trait,
    };

    private string Value => Comparison switch
    {
        { TakesValue: false } => string.Empty,
        { Operator: SegmentOperator.Modulo } => $"{Divisor.Trim()}|{Remainder.Trim()}",
        { Operator: SegmentOperator.In } => ListValue(Text),
        { OfVersions: true } => $"{Text.Trim()}{SegmentValues.VersionSuffix}",
        _ => Text,
    };

    private static PropertyKind KindOf(string property) => property switch
    {
        "" or SegmentProperty.IdentityKey => PropertyKind.IdentityKey,
        "$.identity.identifier" => PropertyKind.Identifier,
        "$.environment.name" => PropertyKind.EnvironmentName,
        "$.environment.key" => PropertyKind.EnvironmentKey,
        _ => PropertyKind.Trait,
    };

    // Items with commas or outer blanks can only be shown as the JSON list that they are.
    private static string ListText(string value)
    {
        var items = SegmentValues.Items(value);
        return items.Any(item => item.Contains(',', StringComparison.Ordinal) || item != item.Trim()) || items is [['[', ..], ..]
            ? value
            : string.Join(", ", items);
    }

    private static string ListValue(string text)
        => text.TrimStart().StartsWith('[')
            ? text.Trim()
            : SegmentValues.List(text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
}
