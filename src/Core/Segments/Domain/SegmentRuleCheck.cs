using ExperimentAdmin.Core.Common.Names;
using ExperimentAdmin.Core.Evaluation.Conditions;
using ExperimentAdmin.Core.Evaluation.Conditions.Patterns;

namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>
/// The rules of rules. Only forms are let through that every published client understands alike, so that an identity is
/// in a segment or not, whoever asks.
/// </summary>
public static class SegmentRuleCheck
{
    /// <summary>How deep groups can be nested, the outermost included.</summary>
    public const int MaxDepth = 6;

    /// <summary>The most groups of one segment.</summary>
    public const int MaxRules = 50;

    /// <summary>The most conditions of one segment.</summary>
    public const int MaxConditions = 200;

    /// <summary>The most broken rules that are reported at once.</summary>
    public const int MaxErrors = 20;

    private const int DescriptionMaxLength = 1_000;

    /// <summary>
    /// The broken rules in the form in which they would be stored, <see cref="MaxErrors"/> at once, each with where it is: <c>rules[0].conditions[1].value</c>. Empty when all will do.
    /// </summary>
    public static IReadOnlyList<Error> Check(IReadOnlyList<SegmentRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (rules.Count == 0)
        {
            return [new Error.Invalid("rules_missing", "There are no rules, so nobody would be in this segment. Add a condition.", "rules")];
        }

        return Flatten(SegmentRules.Tidy(rules), "rules", depth: 1).Take(MaxRules + 1).ToList() is var all && all.Count > MaxRules
            ? [new Error.Invalid("too_many_rules", $"There are more than {MaxRules} groups. Join some, or make a second segment.", "rules")]
            : all.Sum(part => part.Rule.Conditions.Count) > MaxConditions
                ? [new Error.Invalid("too_many_conditions", $"There are more than {MaxConditions} conditions. Use “is one of” with a list.", "rules")]
                : [.. all.SelectMany(Check).Take(MaxErrors)];
    }

    private static IEnumerable<Part> Flatten(IReadOnlyList<SegmentRule> rules, string path, int depth)
        => depth > MaxDepth + 1
            ? []
            : rules.Select((rule, index) => new Part(rule, $"{path}[{index}]", depth))
                .SelectMany(part => Flatten(part.Rule.Rules, $"{part.Path}.rules", depth + 1).Prepend(part));

    private static IEnumerable<Error> Check(Part part)
    {
        if (part.Depth > MaxDepth)
        {
            yield return new Error.Invalid(
                "rules_too_deep", $"Groups can be nested {MaxDepth} deep. Move this one further out.", part.Path);
            yield break;
        }

        if (part.Rule is { Conditions: [], Rules: [] })
        {
            yield return new Error.Invalid(
                "rule_empty", "This group has no conditions, so everybody would be in it. Add a condition or remove the group.", part.Path);
        }

        foreach (var (index, condition) in part.Rule.Conditions.Index())
        {
            var path = $"{part.Path}.conditions[{index}]";
            foreach (var error in CheckProperty(condition, $"{path}.property").Concat(CheckValue(condition, $"{path}.value")))
            {
                yield return error;
            }

            var tooLong = new Error.Invalid(
                "description_too_long", $"The note has more than {DescriptionMaxLength} characters. Shorten it.", $"{path}.description");
            foreach (var error in TextRules.Check(condition.Description, $"{path}.description", DescriptionMaxLength, _ => tooLong))
            {
                yield return error;
            }
        }
    }

    private static IEnumerable<Error> CheckProperty(SegmentCondition condition, string field)
    {
        var isSplit = condition.Operator is SegmentOperator.PercentageSplit;
        if (string.IsNullOrWhiteSpace(condition.Property))
        {
            return isSplit && condition.Property.Length == 0
                ? []
                : [new Error.Invalid("property_missing", "Say what to look at: the name of a trait, or the identifier.", field)];
        }

        if (!TextRules.IsText(condition.Property))
        {
            return [TextRules.Malformed(field)];
        }

        if (TextRules.IsLonger(condition.Property, SegmentProperty.MaxLength))
        {
            return [new Error.Invalid("property_too_long", $"This has more than {SegmentProperty.MaxLength} characters. Shorten it.", field)];
        }

        if (SegmentProperty.LeadsNowhere(condition.Property))
        {
            return
            [
                new Error.Invalid(
                    "property_unknown",
                    $"{condition.Property} leads to nothing. Use the name of a trait, {string.Join(", ", SegmentProperty.Paths)} or {SegmentProperty.TraitPath("plan")}.",
                    field),
            ];
        }

        var trait = SegmentProperty.Trait(condition.Property);
        if (trait is not null && JavaScriptMembers.Has(trait))
        {
            return
            [
                new Error.Invalid(
                    EngineDifferences.TraitInJavaScript.Code,
                    $"Every object of JavaScript has a member {trait} of its own, so clients would find the trait set for everybody. {EngineDifferences.TraitInJavaScript.Everywhere}",
                    field),
            ];
        }

        return isSplit && trait == condition.Property
            ?
            [
                new Error.Invalid(
                    "split_needs_path",
                    $"Not every client finds the trait {condition.Property} for a percentage by its name. Write {SegmentProperty.TraitPath(condition.Property)}.",
                    field),
            ]
            : [];
    }

    private static IEnumerable<Error> CheckValue(SegmentCondition condition, string field)
    {
        var value = condition.Value;
        if (!TextRules.IsText(value))
        {
            return [TextRules.Malformed(field)];
        }

        if (TextRules.IsLonger(value, SegmentValues.MaxLength))
        {
            return [new Error.Invalid("value_too_long", $"This has more than {SegmentValues.MaxLength:N0} characters. Shorten it.", field)];
        }

        return condition.Operator switch
        {
            SegmentOperator.IsSet or SegmentOperator.IsNotSet => [],
            SegmentOperator.Equal or SegmentOperator.NotEqual => CheckVersion(value, field),
            SegmentOperator.PercentageSplit => BasisPoints.Parse(value, field).Errors,
            _ when value.Length == 0 => [new Error.Invalid("value_missing", "Say what to compare with.", field)],
            SegmentOperator.GreaterThan or SegmentOperator.GreaterThanInclusive or SegmentOperator.LessThan
                or SegmentOperator.LessThanInclusive => CheckOrder(value, field),
            SegmentOperator.Regex => CheckPattern(value, field),
            SegmentOperator.Modulo => CheckModulo(value, field),
            SegmentOperator.In => CheckList(value, field),
            _ => [],
        };
    }

    private static IEnumerable<Error> CheckVersion(string value, string field)
        => !value.EndsWith(SegmentValues.VersionSuffix, StringComparison.Ordinal)
            || SemanticVersion.TryParse(value[..^SegmentValues.VersionSuffix.Length]) is not null
            ? []
            : [new Error.Invalid("version_unreadable", $"“{value}” does not begin with a version of three parts, such as 1.2.0:semver.", field)];

    private static IEnumerable<Error> CheckOrder(string value, string field)
        => value.EndsWith(SegmentValues.VersionSuffix, StringComparison.Ordinal)
            ? CheckVersion(value, field)
            : SegmentValues.IsNumber(value) ? []
            :
            [
                new Error.Invalid(
                    "number_missing", $"“{value}” is neither a number, such as 18 or 4.5, nor a version, such as 1.2.0:semver.", field),
            ];

    private static IEnumerable<Error> CheckList(string value, string field)
        => !ListTest.HasHalfCharacter(value)
            ? []
            : [new Error.Invalid("text_malformed", "An item of this list contains half of a pair of characters, such as \\ud800. Remove it.", field)];

    private static IEnumerable<Error> CheckPattern(string value, string field)
    {
        var pattern = KnownPattern.Of(value);
        if (pattern.Fault is { } fault)
        {
            return [new Error.Invalid(fault.Code, fault.Message, field)];
        }

        return pattern.IsAnchored
            ? []
            :
            [
                new Error.Invalid(
                    EngineDifferences.PatternNotAnchored.Code,
                    "Begin the pattern, and each of its branches, with ^, such as ^(?:a|b), and with ^.* if something may come before: clients differ in where they start to look.",
                    field),
            ];
    }

    private static IEnumerable<Error> CheckModulo(string value, string field)
        => ModuloTest.TryParse(value) is not null
            ? []
            :
            [
                new Error.Invalid(
                    "modulo_unreadable",
                    $"“{value}” is not a divisor and a remainder. Write both with a bar between them, such as 10|3; the divisor is not 0.",
                    field),
            ];

    private sealed record Part(SegmentRule Rule, string Path, int Depth);
}
