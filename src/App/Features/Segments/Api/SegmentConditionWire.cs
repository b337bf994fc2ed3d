using ExperimentAdmin.App.Shell.Api.Description;
using ExperimentAdmin.App.Shell.Api.Wire;
using ExperimentAdmin.Core.Segments.Domain;

namespace ExperimentAdmin.App.Features.Segments.Api;

/// <summary>A test of one property of an identity.</summary>
/// <param name="Property">
/// A trait's name, or a path such as <c>$.identity.identifier</c>; empty is the identity key, for percentages. Blanks around it are cut.
/// </param>
/// <param name="Operator">
/// <c>EQUAL</c>, <c>NOT_EQUAL</c>, <c>GREATER_THAN</c>, <c>GREATER_THAN_INCLUSIVE</c>, <c>LESS_THAN</c>, <c>LESS_THAN_INCLUSIVE</c>,
/// <c>CONTAINS</c>, <c>NOT_CONTAINS</c>, <c>REGEX</c>, <c>IN</c>, <c>IS_SET</c>, <c>IS_NOT_SET</c>, <c>MODULO</c> or <c>PERCENTAGE_SPLIT</c>.
/// </param>
/// <param name="Value">
/// What with, as text; empty or absent for operators that need nothing. Blanks around it are cut, and around the items of a list
/// with commas: <c>a, b</c> is stored as <c>a,b</c>. Items of a JSON list, <c>["a ","b"]</c>, are kept as they are.
/// </param>
/// <param name="Description">What people wrote beside it; null for nothing.</param>
internal sealed record SegmentConditionWire(
    [MayBeLeftOut] string Property, string Operator, [MayBeLeftOut, OrNull] string? Value, [MayBeLeftOut, OrNull] string? Description)
{
    private static readonly Dictionary<string, SegmentOperator> s_operators =
        Enum.GetValues<SegmentOperator>().ToDictionary(SegmentRules.WireName, StringComparer.Ordinal);

    public static SegmentConditionWire Of(SegmentCondition condition)
        => new(condition.Property, SegmentRules.WireName(condition.Operator), condition.Value, condition.Description);

    public static SegmentCondition Read(WireObject wire) => new(
        wire.TextOrNull("property", trim: false) ?? string.Empty,
        wire.Choice("operator", required: true, s_operators) ?? default,
        PlainValue.ReadNew(wire, "value")?.Text ?? string.Empty,
        wire.TextOrNull("description"));
}
