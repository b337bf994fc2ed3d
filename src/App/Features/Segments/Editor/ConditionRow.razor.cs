using ExperimentAdmin.Core.Segments.Domain;
using Microsoft.AspNetCore.Components;

namespace ExperimentAdmin.App.Features.Segments.Editor;

/// <summary>One condition, edited as a sentence: what, how, with what.</summary>
public sealed partial class ConditionRow
{
    private static readonly IReadOnlyList<(PropertyKind Value, string Text)> s_kinds =
    [
        (PropertyKind.Trait, "trait"),
        (PropertyKind.Identifier, "identifier"),
        (PropertyKind.IdentityKey, "identity key"),
        (PropertyKind.EnvironmentName, "environment name"),
        (PropertyKind.EnvironmentKey, "environment key"),
    ];

    [Parameter, EditorRequired]
    public required ConditionDraft Condition { get; set; }

    /// <summary>Where the condition is, as refusals name it: <c>rules[0].conditions[1]</c>.</summary>
    [Parameter, EditorRequired]
    public required string Path { get; set; }

    [Parameter, EditorRequired]
    public required RuleEditing Editing { get; set; }

    [Parameter, EditorRequired]
    public required EventCallback OnRemove { get; set; }

    private string? ValueError => Editing.Errors[$"{Path}.value"];

    private string? Placeholder => Condition.Comparison switch
    {
        { OfVersions: true } => "1.2.0",
        { Operator: SegmentOperator.In } => "de, fr",
        { Operator: SegmentOperator.Regex } => "^.*@example\\.com$",
        _ => null,
    };

    private string ValueLabel => Condition.Comparison.Operator is SegmentOperator.In ? "Values, separated by commas" : "Value";

    private void SetKind(PropertyKind kind)
    {
        // Percentages are what the identity key is for, and without one of them the row would begin with an error.
        Condition.Comparison = kind is PropertyKind.IdentityKey ? new(SegmentOperator.PercentageSplit) : Condition.Comparison;
        Condition.Kind = kind;
        Editing.Change($"{Path}.property");
    }

    private void SetTrait(string? trait)
    {
        Condition.Trait = trait ?? string.Empty;
        Editing.Change($"{Path}.property");
    }

    private void SetComparison(ComparisonChoice comparison)
    {
        Condition.Comparison = comparison;
        Editing.Change($"{Path}.value");
    }

    private void SetText(string? text)
    {
        Condition.Text = text ?? string.Empty;
        Editing.Change($"{Path}.value");
    }

    private void SetDivisor(string? text)
    {
        Condition.Divisor = text ?? string.Empty;
        Editing.Change($"{Path}.value");
    }

    private void SetRemainder(string? text)
    {
        Condition.Remainder = text ?? string.Empty;
        Editing.Change($"{Path}.value");
    }
}
