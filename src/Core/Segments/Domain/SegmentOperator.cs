namespace ExperimentAdmin.Core.Segments.Domain;

/// <summary>The comparisons of a condition. On the wire they are written in upper snake case: <c>PERCENTAGE_SPLIT</c>.</summary>
public enum SegmentOperator
{
    Equal,
    NotEqual,
    GreaterThan,
    GreaterThanInclusive,
    LessThan,
    LessThanInclusive,
    Contains,
    NotContains,
    Regex,
    In,
    IsSet,
    IsNotSet,
    Modulo,
    PercentageSplit,
}
