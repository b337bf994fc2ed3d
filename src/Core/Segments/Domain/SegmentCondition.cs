namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>A test of one property of an identity.</summary>
/// <param name="Property">
/// A trait's name, or a path such as <c>$.identity.key</c>, <c>$.identity.identifier</c>, <c>$.environment.name</c>.
/// </param>
/// <param name="Operator">How the property is compared.</param>
/// <param name="Value">What with; empty for operators that need nothing.</param>
/// <param name="Description">What people wrote beside it.</param>
public sealed record SegmentCondition(string Property, SegmentOperator Operator, string Value, string? Description = null);
