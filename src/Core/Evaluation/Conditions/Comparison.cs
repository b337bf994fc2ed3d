namespace ExperimentAdmin.Core.Evaluation.Conditions;

/// <summary>How two values of one type can relate.</summary>
internal enum Comparison
{
    Equal,
    NotEqual,
    Greater,
    GreaterOrEqual,
    Less,
    LessOrEqual,
}
