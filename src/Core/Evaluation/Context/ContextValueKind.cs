namespace ExperimentAdmin.Core.Evaluation.Context;

/// <summary>The types that a value of the context can have.</summary>
public enum ContextValueKind
{
    /// <summary>Not there.</summary>
    Null,
    Text,
    Integer,
    Real,
    Boolean,
}
