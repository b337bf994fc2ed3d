namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>What came of a condition, and why. Only <see cref="Holds"/> is a match.</summary>
public enum ConditionVerdict
{
    Holds,

    /// <summary>The comparison was made, and came out the other way.</summary>
    Fails,

    /// <summary>There is no value to compare.</summary>
    NotSet,

    /// <summary>The value is of a type that the operator has no answer for.</summary>
    NotComparable,

    /// <summary>What the condition compares with cannot be read as the value's type.</summary>
    Unreadable,

    /// <summary>There is no such operator.</summary>
    UnknownOperator,
}
